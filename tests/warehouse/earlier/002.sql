INSERT INTO indicator (code, zh, en, unit, kind, definition) VALUES ('old.code', '旧', 'old', '件', 'flow', 'What counted.');
INSERT INTO division VALUES ('990109', '旧县', 'county', '990100', NULL, NULL);
