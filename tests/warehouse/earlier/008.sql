INSERT INTO check_state SELECT 'rate_is_a_percentage', 'warning', 'Look.', 'earlier text', 1, 'run', [time];
INSERT INTO check_failure SELECT 'rate_is_a_percentage', 'c', 1, 'yixian', '[url]', '[known]', 'm', [time];
