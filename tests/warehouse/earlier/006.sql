INSERT INTO place SELECT '[known]', '[known]', true, true, 1, 'yixian', '990101', [time], [time];
