-- A store of schema version 1 as first released: two bulletins read, one file set aside.
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES ('schema_version', '1');
INSERT INTO "meta" VALUES ('contract', 'bcb2507906a985b6');
CREATE TABLE documents (
	id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	path TEXT NOT NULL, 
	status TEXT NOT NULL, 
	superseded_by TEXT, 
	format TEXT NOT NULL, 
	encoding TEXT, 
	certainty DOUBLE, 
	characters INTEGER NOT NULL, 
	issues INTEGER NOT NULL, 
	articles INTEGER NOT NULL, 
	name TEXT, 
	number TEXT, 
	total_number TEXT, 
	year INTEGER, 
	issued TEXT, 
	publisher TEXT, 
	warnings TEXT, 
	pipeline TEXT NOT NULL, 
	run TEXT, 
	ingested TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "documents" VALUES ('88c84093023e208e', '88c84093023e208e756c5eeb1e19dabbbe299fab6cf494a0a4ebee5712891482', 'bulletins/2013-03.txt', 'current', NULL, 'txt', 'utf-8', 1.0, 221, 1, 2, '永丰工会信息', '3', '41', NULL, '2013-03-28', '永丰市总工会办公室', NULL, '0.1.0+12e217f6d7', '20261122T132036-958248', '2026-11-22T13:20:47.941Z');
INSERT INTO "documents" VALUES ('adbfe207c747da1f', 'adbfe207c747da1fd3af32c0fa6dad361ec1f586924a55d4ffaa0f44fde83df3', 'bulletins/2013-06.txt', 'current', NULL, 'txt', 'utf-8', 1.0, 100, 1, 1, '永丰工会信息', '6', '44', NULL, '2013-06-27', '永丰市总工会办公室', NULL, '0.1.0+12e217f6d7', '20261122T132036-958248', '2026-11-22T13:20:47.941Z');
CREATE TABLE files (
	path TEXT NOT NULL, 
	document TEXT NOT NULL, 
	status TEXT NOT NULL, 
	first_seen TEXT, 
	PRIMARY KEY (path, document)
);
INSERT INTO "files" VALUES ('bulletins/2013-03.txt', '88c84093023e208e', 'current', '2026-11-22T13:20:47.941Z');
INSERT INTO "files" VALUES ('bulletins/2013-06.txt', 'adbfe207c747da1f', 'current', '2026-11-22T13:20:47.941Z');
CREATE TABLE texts (
	document TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (document)
);
INSERT INTO "texts" VALUES ('88c84093023e208e', '永丰工会信息
第3期（总第41期）
永丰市总工会办公室编　　　　　2013年3月28日

永丰市新建工会120家
今年一季度，永丰市总工会共新建工会120家，其中非公企业工会90家、事业单位工会30家，发展会员4500余人。市总工会要求，6月底前全市新建工会不少于200家。（永丰市总工会）

石桥区总工会慰问一线职工
石桥区总工会走访慰问一线职工共350人，其中环卫工人200人、公交司机130人，送去慰问金17.5万元。（石桥区总工会）
');
INSERT INTO "texts" VALUES ('adbfe207c747da1f', '永丰工会信息
第6期（总第44期）
永丰市总工会办公室编　　　　　2013年6月27日

永丰市上半年新建工会210家
上半年，永丰市总工会新建工会210家，培训工会干部300人次。（永丰市总工会）
');
CREATE TABLE articles_all (
	id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	ordinal INTEGER, 
	part TEXT NOT NULL, 
	issue INTEGER NOT NULL, 
	name TEXT, 
	number TEXT, 
	total_number TEXT, 
	year INTEGER, 
	issued TEXT, 
	publisher TEXT, 
	section TEXT, 
	title TEXT, 
	contributor TEXT, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	current SMALLINT DEFAULT '1' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "articles_all" VALUES ('88c84093023e208e.a45', '88c84093023e208e', 1, 'article', 1, '永丰工会信息', '3', '41', NULL, '2013-03-28', '永丰市总工会办公室', NULL, '永丰市新建工会120家', '永丰市总工会', 45, 145, 1);
INSERT INTO "articles_all" VALUES ('88c84093023e208e.a147', '88c84093023e208e', 2, 'article', 1, '永丰工会信息', '3', '41', NULL, '2013-03-28', '永丰市总工会办公室', NULL, '石桥区总工会慰问一线职工', '石桥区总工会', 147, 220, 1);
INSERT INTO "articles_all" VALUES ('adbfe207c747da1f.a45', 'adbfe207c747da1f', 1, 'article', 1, '永丰工会信息', '6', '44', NULL, '2013-06-27', '永丰市总工会办公室', NULL, '永丰市上半年新建工会210家', '永丰市总工会', 45, 99, 1);
CREATE TABLE sentences_all (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	article TEXT, 
	ordinal INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	words TEXT NOT NULL, 
	current SMALLINT DEFAULT '1' NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "sentences_all" VALUES (1, '88c84093023e208e.s45-56', '88c84093023e208e', '88c84093023e208e.a45', 1, 45, 56, '永丰市新建工会120家', '永丰 市 新建 工会 120 家', 1);
INSERT INTO "sentences_all" VALUES (2, '88c84093023e208e.s57-112', '88c84093023e208e', '88c84093023e208e.a45', 2, 57, 112, '今年一季度，永丰市总工会共新建工会120家，其中非公企业工会90家、事业单位工会30家，发展会员4500余人。', '今年 一季度 ， 永丰 市总工会 共 新建 工会 120 家 ， 其中 非公企业 工会 90 家 、 事业单位 工会 30 家 ， 发展 会员 4500 余人 。', 1);
INSERT INTO "sentences_all" VALUES (3, '88c84093023e208e.s112-137', '88c84093023e208e', '88c84093023e208e.a45', 3, 112, 137, '市总工会要求，6月底前全市新建工会不少于200家。', '市总工会 要求 ， 6 月底 前 全市 新建 工会 不少 于 200 家 。', 1);
INSERT INTO "sentences_all" VALUES (4, '88c84093023e208e.s137-145', '88c84093023e208e', '88c84093023e208e.a45', 4, 137, 145, '（永丰市总工会）', '（ 永丰 市总工会 ）', 1);
INSERT INTO "sentences_all" VALUES (5, '88c84093023e208e.s147-159', '88c84093023e208e', '88c84093023e208e.a147', 1, 147, 159, '石桥区总工会慰问一线职工', '石桥 区总工会 慰问 一线 职工', 1);
INSERT INTO "sentences_all" VALUES (6, '88c84093023e208e.s160-212', '88c84093023e208e', '88c84093023e208e.a147', 2, 160, 212, '石桥区总工会走访慰问一线职工共350人，其中环卫工人200人、公交司机130人，送去慰问金17.5万元。', '石桥 区总工会 走访 慰问 一线 职工 共 350 人 ， 其中 环卫工人 200 人 、 公交 司机 130 人 ， 送 去 慰问金 17.5 万元 。', 1);
INSERT INTO "sentences_all" VALUES (7, '88c84093023e208e.s212-220', '88c84093023e208e', '88c84093023e208e.a147', 3, 212, 220, '（石桥区总工会）', '（ 石桥 区总工会 ）', 1);
INSERT INTO "sentences_all" VALUES (8, 'adbfe207c747da1f.s45-59', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 1, 45, 59, '永丰市上半年新建工会210家', '永丰 市 上半年 新建 工会 210 家', 1);
INSERT INTO "sentences_all" VALUES (9, 'adbfe207c747da1f.s60-91', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 2, 60, 91, '上半年，永丰市总工会新建工会210家，培训工会干部300人次。', '上半年 ， 永丰 市总工会 新建 工会 210 家 ， 培训 工会干部 300 人次 。', 1);
INSERT INTO "sentences_all" VALUES (10, 'adbfe207c747da1f.s91-99', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 3, 91, 99, '（永丰市总工会）', '（ 永丰 市总工会 ）', 1);
CREATE TABLE organisations (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	type TEXT NOT NULL, 
	level TEXT, 
	division TEXT, 
	parent TEXT, 
	aliases TEXT, 
	valid_from INTEGER, 
	valid_to INTEGER, 
	predecessors TEXT, 
	successors TEXT, 
	mentions INTEGER NOT NULL, 
	first_seen TEXT, 
	last_seen TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "organisations" VALUES ('o2c0fc2f94140a9f', '石桥区总工会', 'union', NULL, '石桥区', NULL, NULL, NULL, NULL, NULL, NULL, 3, '2013-03-28', '2013-03-28');
INSERT INTO "organisations" VALUES ('oa9a56f25b470266', '永丰市总工会', 'union', NULL, '永丰市', NULL, '市总工会', NULL, NULL, NULL, NULL, 5, '2013-03-28', '2013-06-27');
CREATE TABLE spellings (
	organisation TEXT NOT NULL, 
	text TEXT NOT NULL, 
	mentions INTEGER NOT NULL, 
	PRIMARY KEY (organisation, text)
);
INSERT INTO "spellings" VALUES ('o2c0fc2f94140a9f', '石桥区总工会', 3);
INSERT INTO "spellings" VALUES ('oa9a56f25b470266', '市总工会', 1);
INSERT INTO "spellings" VALUES ('oa9a56f25b470266', '永丰市总工会', 4);
CREATE TABLE mentions_all (
	id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	article TEXT, 
	sentence TEXT, 
	issued TEXT, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	organisation TEXT NOT NULL, 
	name TEXT NOT NULL, 
	type TEXT NOT NULL, 
	role TEXT NOT NULL, 
	resolved SMALLINT NOT NULL, 
	current SMALLINT DEFAULT '1' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "mentions_all" VALUES ('88c84093023e208e.m63-69', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 63, 69, '永丰市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'actor', 1, 1);
INSERT INTO "mentions_all" VALUES ('88c84093023e208e.m112-116', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s112-137', '2013-03-28', 112, 116, '市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'actor', 1, 1);
INSERT INTO "mentions_all" VALUES ('88c84093023e208e.m138-144', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s137-145', '2013-03-28', 138, 144, '永丰市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'contributor', 1, 1);
INSERT INTO "mentions_all" VALUES ('88c84093023e208e.m147-153', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s147-159', '2013-03-28', 147, 153, '石桥区总工会', 'o2c0fc2f94140a9f', '石桥区总工会', 'union', 'actor', 1, 1);
INSERT INTO "mentions_all" VALUES ('88c84093023e208e.m160-166', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 160, 166, '石桥区总工会', 'o2c0fc2f94140a9f', '石桥区总工会', 'union', 'actor', 1, 1);
INSERT INTO "mentions_all" VALUES ('88c84093023e208e.m213-219', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s212-220', '2013-03-28', 213, 219, '石桥区总工会', 'o2c0fc2f94140a9f', '石桥区总工会', 'union', 'contributor', 1, 1);
INSERT INTO "mentions_all" VALUES ('adbfe207c747da1f.m64-70', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', '2013-06-27', 64, 70, '永丰市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'actor', 1, 1);
INSERT INTO "mentions_all" VALUES ('adbfe207c747da1f.m92-98', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s91-99', '2013-06-27', 92, 98, '永丰市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'contributor', 1, 1);
CREATE TABLE figures_all (
	id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	article TEXT, 
	sentence TEXT, 
	issued TEXT, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	value TEXT, 
	low DOUBLE, 
	high DOUBLE, 
	approx SMALLINT NOT NULL, 
	comparator TEXT, 
	step DOUBLE, 
	unit TEXT, 
	kind TEXT NOT NULL, 
	measure TEXT, 
	subject TEXT, 
	period TEXT, 
	period_first TEXT, 
	period_last TEXT, 
	scope TEXT, 
	modality TEXT NOT NULL, 
	cell_table INTEGER, 
	cell_row INTEGER, 
	cell_column INTEGER, 
	current SMALLINT DEFAULT '1' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f52-56', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s45-56', '2013-03-28', 52, 56, '120家', '120', 120.0, 120.0, 0, NULL, 1.0, '家', 'count', '工会', '永丰市', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f74-78', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 74, 78, '120家', '120', 120.0, 120.0, 0, NULL, 1.0, '家', 'count', '工会', '永丰市总工会', '今年一季度', '2013-01-01', '2013-03-31', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f87-90', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 87, 90, '90家', '90', 90.0, 90.0, 0, NULL, 1.0, '家', 'count', '非公企业工会', '永丰市总工会', '今年一季度', '2013-01-01', '2013-03-31', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f97-100', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 97, 100, '30家', '30', 30.0, 30.0, 0, NULL, 1.0, '家', 'count', '事业单位工会', '永丰市总工会', '今年一季度', '2013-01-01', '2013-03-31', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f105-111', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 105, 111, '4500余人', '4500..4600', 4500.0, 4600.0, 1, NULL, 1.0, '人', 'count', '会员', '永丰市总工会', '今年一季度', '2013-01-01', '2013-03-31', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f129-136', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s112-137', '2013-03-28', 129, 136, '不少于200家', '200..', 200.0, NULL, 0, '>=', 1.0, '家', 'count', '新建工会', '永丰市总工会', '6月底前', NULL, '2013-06-30', '全市', 'required', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f175-179', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 175, 179, '350人', '350', 350.0, 350.0, 0, NULL, 1.0, '人', 'count', '一线职工', '石桥区总工会', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f186-190', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 186, 190, '200人', '200', 200.0, 200.0, 0, NULL, 1.0, '人', 'count', '环卫工人', '石桥区总工会', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f195-199', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 195, 199, '130人', '130', 130.0, 130.0, 0, NULL, 1.0, '人', 'count', '公交司机', '石桥区总工会', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('88c84093023e208e.f205-211', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 205, 211, '17.5万元', '175000', 175000.0, 175000.0, 0, NULL, 1000.0, '元', 'money', '慰问金', '石桥区总工会', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('adbfe207c747da1f.f55-59', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s45-59', '2013-06-27', 55, 59, '210家', '210', 210.0, 210.0, 0, NULL, 1.0, '家', 'count', '工会', '永丰市', '上半年', '2013-01-01', '2013-06-30', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('adbfe207c747da1f.f74-78', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', '2013-06-27', 74, 78, '210家', '210', 210.0, 210.0, 0, NULL, 1.0, '家', 'count', '工会', '永丰市总工会', '上半年', '2013-01-01', '2013-06-30', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO "figures_all" VALUES ('adbfe207c747da1f.f85-90', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', '2013-06-27', 85, 90, '300人次', '300', 300.0, 300.0, 0, NULL, 1.0, '人次', 'count', '工会干部', '永丰市总工会', '上半年', '2013-01-01', '2013-06-30', NULL, 'reported', NULL, NULL, NULL, 1);
CREATE TABLE targets_all (
	id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	article TEXT, 
	sentence TEXT, 
	figure TEXT, 
	issued TEXT, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	owner TEXT, 
	measure TEXT, 
	comparator TEXT NOT NULL, 
	value TEXT, 
	low DOUBLE, 
	high DOUBLE, 
	unit TEXT, 
	base TEXT, 
	deadline TEXT, 
	deadline_text TEXT, 
	modality TEXT NOT NULL, 
	current SMALLINT DEFAULT '1' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "targets_all" VALUES ('88c84093023e208e.t129-136', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s112-137', '88c84093023e208e.f129-136', '2013-03-28', 129, 136, '不少于200家', '永丰市总工会', '新建工会', '>=', '200..', 200.0, NULL, '家', NULL, '2013-06-30', '6月底前', 'required', 1);
CREATE TABLE observations_all (
	id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	article TEXT, 
	sentence TEXT, 
	figure TEXT, 
	issued TEXT, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	value TEXT, 
	low DOUBLE, 
	high DOUBLE, 
	approx SMALLINT NOT NULL, 
	comparator TEXT, 
	step TEXT, 
	approximator TEXT, 
	unit TEXT, 
	kind TEXT NOT NULL, 
	role TEXT NOT NULL, 
	measure TEXT, 
	measure_key TEXT NOT NULL, 
	place TEXT NOT NULL, 
	scope TEXT, 
	counted TEXT NOT NULL, 
	period_first TEXT, 
	period_last TEXT, 
	year INTEGER, 
	stock SMALLINT NOT NULL, 
	running SMALLINT NOT NULL, 
	firm SMALLINT NOT NULL, 
	quality TEXT NOT NULL, 
	claim TEXT, 
	rank INTEGER NOT NULL, 
	quoted SMALLINT NOT NULL, 
	explained SMALLINT NOT NULL, 
	aim TEXT, 
	relates TEXT, 
	against TEXT, 
	title SMALLINT NOT NULL, 
	current SMALLINT DEFAULT '1' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o52-56', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s45-56', '88c84093023e208e.f52-56', '2013-03-28', 52, 56, '120家', '120', 120.0, 120.0, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会', '会基层工建新', '永丰市总工会', NULL, '个', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 1, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o74-78', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '88c84093023e208e.f74-78', '2013-03-28', 74, 78, '120家', '120', 120.0, 120.0, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会', '会基层工建新', '永丰市总工会', NULL, '个', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o87-90', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '88c84093023e208e.f87-90', '2013-03-28', 87, 90, '90家', '90', 90.0, 90.0, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会·非公企业工会', '会基层工建新·业企会公工非', '永丰市总工会', NULL, '个', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o97-100', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '88c84093023e208e.f97-100', '2013-03-28', 97, 100, '30家', '30', 30.0, 30.0, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会·事业单位工会', '会基层工建新·业事会位单工', '永丰市总工会', NULL, '个', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o105-111', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '88c84093023e208e.f105-111', '2013-03-28', 105, 111, '4500余人', '4500..4600', 4500.0, 4600.0, 1, NULL, '1', '余', '人', 'count', 'result', '发展会员', '会发员展', '永丰市总工会', NULL, '人', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o129-136', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s112-137', '88c84093023e208e.f129-136', '2013-03-28', 129, 136, '不少于200家', '200..', 200.0, NULL, 0, '>=', '1', NULL, '家', 'count', 'target', '新建基层工会', '会基层工建新', '', NULL, '个', '2013-01-01', '2013-06-30', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o175-179', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '88c84093023e208e.f175-179', '2013-03-28', 175, 179, '350人', '350', 350.0, 350.0, 0, NULL, '1', NULL, '人', 'count', 'result', '走访慰问一线职工共', '一共工慰线职访走问', '石桥区总工会', NULL, '人', NULL, NULL, NULL, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o186-190', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '88c84093023e208e.f186-190', '2013-03-28', 186, 190, '200人', '200', 200.0, 200.0, 0, NULL, '1', NULL, '人', 'count', 'result', '走访慰问一线职工共·环卫工人', '一共工慰线职访走问·人卫工环', '石桥区总工会', NULL, '人', NULL, NULL, NULL, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o195-199', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '88c84093023e208e.f195-199', '2013-03-28', 195, 199, '130人', '130', 130.0, 130.0, 0, NULL, '1', NULL, '人', 'count', 'result', '走访慰问一线职工共·公交司机', '一共工慰线职访走问·交公司机', '石桥区总工会', NULL, '人', NULL, NULL, NULL, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('88c84093023e208e.o205-211', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '88c84093023e208e.f205-211', '2013-03-28', 205, 211, '17.5万元', '175000', 175000.0, 175000.0, 0, NULL, '1000', NULL, '元', 'money', 'result', '送去慰问金', '去慰送金问', '石桥区总工会', NULL, '元', NULL, NULL, NULL, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('adbfe207c747da1f.o55-59', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s45-59', 'adbfe207c747da1f.f55-59', '2013-06-27', 55, 59, '210家', '210', 210.0, 210.0, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会', '会基层工建新', '永丰市总工会', NULL, '个', '2013-01-01', '2013-06-30', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 1, 1);
INSERT INTO "observations_all" VALUES ('adbfe207c747da1f.o74-78', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', 'adbfe207c747da1f.f74-78', '2013-06-27', 74, 78, '210家', '210', 210.0, 210.0, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会', '会基层工建新', '永丰市总工会', NULL, '个', '2013-01-01', '2013-06-30', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO "observations_all" VALUES ('adbfe207c747da1f.o85-90', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', 'adbfe207c747da1f.f85-90', '2013-06-27', 85, 90, '300人次', '300', 300.0, 300.0, 0, NULL, '1', NULL, '人次', 'count', 'result', '培训工会干部', '会培工干训部', '永丰市总工会', NULL, '人次', '2013-01-01', '2013-06-30', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
CREATE TABLE progress (
	target TEXT NOT NULL, 
	observation TEXT NOT NULL, 
	series TEXT NOT NULL, 
	reported TEXT, 
	as_of TEXT, 
	status TEXT NOT NULL, 
	share DOUBLE, 
	arithmetic TEXT NOT NULL, 
	PRIMARY KEY (target, observation)
);
CREATE TABLE links (
	kind TEXT NOT NULL, 
	source TEXT NOT NULL, 
	"of" TEXT NOT NULL, 
	series TEXT NOT NULL, 
	PRIMARY KEY (kind, source, "of")
);
CREATE TABLE checks_all (
	id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	article TEXT, 
	issued TEXT, 
	rule TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	equation TEXT NOT NULL, 
	message TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	series TEXT, 
	current SMALLINT DEFAULT '1' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "checks_all" VALUES ('88c84093023e208e.c52-56.title-body', '88c84093023e208e', '88c84093023e208e.a45', '2013-03-28', 'title-body', 'article', 'holds', 'error', '120家 = 120家', '标题“120家”与正文“120家”一致', '2414e2feb321ea6b', NULL, 1);
INSERT INTO "checks_all" VALUES ('88c84093023e208e.c74-78.sum-of-parts', '88c84093023e208e', '88c84093023e208e.a45', '2013-03-28', 'sum-of-parts', 'article', 'holds', 'error', '120家 = 90家 + 30家 = 120家', '各部分“90家”“30家”合计与总数“120家”相符', '097fde27ced5a9e6', NULL, 1);
INSERT INTO "checks_all" VALUES ('88c84093023e208e.c175-179.sum-of-parts', '88c84093023e208e', '88c84093023e208e.a147', '2013-03-28', 'sum-of-parts', 'article', 'fails', 'warning', '350人 ≠ 200人 + 130人 = 330人', '各部分“200人”“130人”合计330人，与总数“350人”不符（若其中一数错一位数字，则相符）', '10a5e89dcbf323e6', NULL, 1);
INSERT INTO "checks_all" VALUES ('adbfe207c747da1f.c55-59.title-body', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', '2013-06-27', 'title-body', 'article', 'holds', 'error', '210家 = 210家', '标题“210家”与正文“210家”一致', '17b97746f1501857', NULL, 1);
CREATE TABLE check_evidence_all (
	check_id TEXT NOT NULL, 
	ordinal INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	document TEXT NOT NULL, 
	article TEXT, 
	figure TEXT, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	current SMALLINT DEFAULT '1' NOT NULL, 
	PRIMARY KEY (check_id, ordinal)
);
INSERT INTO "check_evidence_all" VALUES ('88c84093023e208e.c52-56.title-body', 1, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f52-56', 52, 56, '120家', 1);
INSERT INTO "check_evidence_all" VALUES ('88c84093023e208e.c52-56.title-body', 2, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f74-78', 74, 78, '120家', 1);
INSERT INTO "check_evidence_all" VALUES ('88c84093023e208e.c74-78.sum-of-parts', 1, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f74-78', 74, 78, '120家', 1);
INSERT INTO "check_evidence_all" VALUES ('88c84093023e208e.c74-78.sum-of-parts', 2, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f87-90', 87, 90, '90家', 1);
INSERT INTO "check_evidence_all" VALUES ('88c84093023e208e.c74-78.sum-of-parts', 3, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f97-100', 97, 100, '30家', 1);
INSERT INTO "check_evidence_all" VALUES ('88c84093023e208e.c175-179.sum-of-parts', 1, 'figure', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.f175-179', 175, 179, '350人', 1);
INSERT INTO "check_evidence_all" VALUES ('88c84093023e208e.c175-179.sum-of-parts', 2, 'figure', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.f186-190', 186, 190, '200人', 1);
INSERT INTO "check_evidence_all" VALUES ('88c84093023e208e.c175-179.sum-of-parts', 3, 'figure', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.f195-199', 195, 199, '130人', 1);
INSERT INTO "check_evidence_all" VALUES ('adbfe207c747da1f.c55-59.title-body', 1, 'figure', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.f55-59', 55, 59, '210家', 1);
INSERT INTO "check_evidence_all" VALUES ('adbfe207c747da1f.c55-59.title-body', 2, 'figure', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.f74-78', 74, 78, '210家', 1);
CREATE TABLE quarantine (
	path TEXT NOT NULL, 
	status TEXT NOT NULL, 
	code TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	remedy TEXT, 
	sha256 TEXT, 
	pipeline TEXT, 
	attempts INTEGER NOT NULL, 
	first_seen TEXT, 
	last_seen TEXT, 
	run TEXT, 
	PRIMARY KEY (path)
);
INSERT INTO "quarantine" VALUES ('bulletins/broken.docx', 'open', 'unreadable', '压缩包已损坏', '请重新打包或重新下载', NULL, '0.1.0+12e217f6d7', 1, '2026-11-22T13:20:36.886Z', '2026-11-22T13:20:36.886Z', '20261122T132036-958248');
CREATE TABLE runs (
	id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	started TEXT NOT NULL, 
	finished TEXT, 
	host TEXT NOT NULL, 
	pid INTEGER NOT NULL, 
	pipeline TEXT NOT NULL, 
	inputs TEXT, 
	new INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	quarantined INTEGER NOT NULL, 
	rows_written INTEGER NOT NULL, 
	tables_written TEXT, 
	flags_opened INTEGER NOT NULL, 
	message TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES ('20261122T132036-958248', 'done', '2026-11-22T13:20:36.835Z', '2026-11-22T13:20:51.297Z', 'office', 10072, '0.1.0+12e217f6d7', 'bulletins', 2, 0, 0, 1, 64, '{"articles": 3, "check_evidence": 10, "checks": 4, "documents": 2, "figures": 13, "links": 0, "mentions": 8, "observations": 13, "progress": 0, "sentences": 10, "targets": 1}', 1, NULL);
CREATE TABLE touched (
	place TEXT NOT NULL, 
	measure_key TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (place, measure_key, year, document)
);
CREATE VIRTUAL TABLE search USING fts5(terms, content='', detail=none, tokenize='ascii');
INSERT INTO search (rowid, terms) VALUES (1, '永丰 市 新建 工会 120 家');
INSERT INTO search (rowid, terms) VALUES (2, '今年 一季度 一季 季度 永丰 市总工会 市总 总工 工会 市总工 总工会 共 新建 120 家 其中 非公企业 非公 公企 企业 非公企 公企业 90 事业单位 事业 业单 单位 事业单 业单位 30 发展 会员 4500 余人');
INSERT INTO search (rowid, terms) VALUES (3, '市总工会 市总 总工 工会 市总工 总工会 要求 6 月底 前 全市 新建 不少 于 200 家');
INSERT INTO search (rowid, terms) VALUES (4, '永丰 市总工会 市总 总工 工会 市总工 总工会');
INSERT INTO search (rowid, terms) VALUES (5, '石桥 区总工会 区总 总工 工会 区总工 总工会 慰问 一线 职工');
INSERT INTO search (rowid, terms) VALUES (6, '石桥 区总工会 区总 总工 工会 区总工 总工会 走访 慰问 一线 职工 共 350 人 其中 环卫工人 环卫 卫工 工人 环卫工 卫工人 200 公交 司机 130 送 去 慰问金 问金 17 5 万元');
INSERT INTO search (rowid, terms) VALUES (7, '石桥 区总工会 区总 总工 工会 区总工 总工会');
INSERT INTO search (rowid, terms) VALUES (8, '永丰 市 上半年 上半 半年 新建 工会 210 家');
INSERT INTO search (rowid, terms) VALUES (9, '上半年 上半 半年 永丰 市总工会 市总 总工 工会 市总工 总工会 新建 210 家 培训 工会干部 会干 干部 工会干 会干部 300 人次');
INSERT INTO search (rowid, terms) VALUES (10, '永丰 市总工会 市总 总工 工会 市总工 总工会');
CREATE INDEX documents_by_publisher_issued ON documents (publisher, issued);
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_status_issued ON documents (status, issued);
CREATE INDEX files_by_document ON files (document);
CREATE INDEX articles_by_document ON articles_all (document);
CREATE INDEX articles_by_issued ON articles_all (issued);
CREATE INDEX sentences_by_document ON sentences_all (document);
CREATE UNIQUE INDEX sentences_by_id ON sentences_all (id);
CREATE INDEX organisations_by_name ON organisations (name);
CREATE INDEX organisations_by_mentions ON organisations (mentions);
CREATE INDEX mentions_by_document ON mentions_all (document);
CREATE INDEX mentions_by_organisation_current_issued ON mentions_all (organisation, current, issued);
CREATE INDEX figures_by_document ON figures_all (document);
CREATE INDEX figures_by_measure_issued ON figures_all (measure, issued);
CREATE INDEX figures_by_subject_measure ON figures_all (subject, measure);
CREATE INDEX targets_by_document ON targets_all (document);
CREATE INDEX targets_by_owner_measure ON targets_all (owner, measure);
CREATE INDEX observations_by_place_measure_key_year ON observations_all (place, measure_key, year);
CREATE INDEX observations_by_place_value ON observations_all (place, value);
CREATE INDEX observations_by_document ON observations_all (document);
CREATE INDEX observations_by_place_year ON observations_all (place, year);
CREATE INDEX progress_by_series ON progress (series);
CREATE INDEX links_by_of ON links ("of");
CREATE INDEX links_by_series ON links (series);
CREATE INDEX checks_by_document ON checks_all (document);
CREATE INDEX checks_by_series ON checks_all (series);
CREATE INDEX checks_by_fingerprint ON checks_all (fingerprint);
CREATE INDEX checks_failing ON checks_all (severity, current) WHERE verdict = 'fails';
CREATE INDEX check_evidence_by_document ON check_evidence_all (document);
CREATE INDEX quarantine_by_status ON quarantine (status);
CREATE INDEX runs_by_status ON runs (status);
CREATE VIEW articles AS SELECT t.id, t.document, t.ordinal, t.part, t.issue, t.name, t.number, t.total_number, t.year, t.issued, t.publisher, t.section, t.title, t.contributor, t.start, t."end", substr(s.text, t.start + 1, t."end" - t.start) AS text FROM articles_all t JOIN texts s ON s.document = t.document WHERE t.current = 1;
CREATE VIEW sentences AS SELECT t.id, t.document, t.article, t.ordinal, t.start, t."end", t.text, t.words FROM sentences_all t WHERE t.current = 1;
CREATE VIEW mentions AS SELECT t.id, t.document, t.article, t.sentence, t.issued, t.start, t."end", t.text, t.organisation, t.name, t.type, t.role, t.resolved FROM mentions_all t WHERE t.current = 1;
CREATE VIEW figures AS SELECT t.id, t.document, t.article, t.sentence, t.issued, t.start, t."end", t.text, t.value, t.low, t.high, t.approx, t.comparator, t.step, t.unit, t.kind, t.measure, t.subject, t.period, t.period_first, t.period_last, t.scope, t.modality, t.cell_table, t.cell_row, t.cell_column FROM figures_all t WHERE t.current = 1;
CREATE VIEW targets AS SELECT t.id, t.document, t.article, t.sentence, t.figure, t.issued, t.start, t."end", t.text, t.owner, t.measure, t.comparator, t.value, t.low, t.high, t.unit, t.base, t.deadline, t.deadline_text, t.modality FROM targets_all t WHERE t.current = 1;
CREATE VIEW observations AS SELECT t.id, t.document, t.article, t.sentence, t.figure, t.issued, t.start, t."end", t.text, t.value, t.low, t.high, t.approx, t.comparator, t.step, t.approximator, t.unit, t.kind, t.role, t.measure, t.measure_key, t.place, t.scope, t.counted, t.period_first, t.period_last, t.year, t.stock, t.running, t.firm, t.quality, t.claim, t.rank, t.quoted, t.explained, t.aim, t.relates, t.against, t.title FROM observations_all t WHERE t.current = 1;
CREATE VIEW checks AS SELECT t.id, t.document, t.article, t.issued, t.rule, t.scope, t.verdict, t.severity, t.equation, t.message, t.fingerprint, t.series FROM checks_all t WHERE t.current = 1;
CREATE VIEW check_evidence AS SELECT t.check_id, t.ordinal, t.role, t.document, t.article, t.figure, t.start, t."end", t.text FROM check_evidence_all t WHERE t.current = 1;
