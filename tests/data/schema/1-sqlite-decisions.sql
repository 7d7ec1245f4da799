-- Its decisions.
CREATE TABLE decisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fingerprint TEXT NOT NULL, 
	action TEXT NOT NULL, 
	reason TEXT, 
	note TEXT, 
	decided_by TEXT NOT NULL, 
	decided_at TEXT NOT NULL, 
	rule TEXT, 
	message TEXT
);
INSERT INTO "decisions" VALUES (1, '10a5e89dcbf323e6', 'confirm', NULL, '已与原件核对', '林审核', '2026-11-22T13:21:00.502Z', 'sum-of-parts', '各部分“200人”“130人”合计330人，与总数“350人”不符（若其中一数错一位数字，则相符）');
CREATE TABLE organisation_decisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	organisation TEXT NOT NULL, 
	name TEXT NOT NULL, 
	type TEXT NOT NULL, 
	field TEXT NOT NULL, 
	value TEXT, 
	decided_by TEXT NOT NULL, 
	decided_at TEXT NOT NULL
);
CREATE INDEX decisions_by_fingerprint ON decisions (fingerprint, id);
CREATE INDEX organisation_decisions_by_organisation ON organisation_decisions (organisation, id);
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER organisation_decisions_no_update BEFORE UPDATE ON organisation_decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER organisation_decisions_no_delete BEFORE DELETE ON organisation_decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
