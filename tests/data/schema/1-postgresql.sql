SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA gouji;
CREATE SCHEMA gouji_decisions;
CREATE FUNCTION gouji_decisions.refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'decisions are append-only'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE gouji.articles_all (
    id text NOT NULL,
    document text NOT NULL,
    ordinal integer,
    part text NOT NULL,
    issue integer NOT NULL,
    name text,
    number text,
    total_number text,
    year integer,
    issued text,
    publisher text,
    section text,
    title text,
    contributor text,
    start integer NOT NULL,
    "end" integer NOT NULL,
    current smallint DEFAULT '1'::smallint NOT NULL
);
CREATE TABLE gouji.texts (
    document text NOT NULL,
    text text NOT NULL
);
CREATE VIEW gouji.articles AS
 SELECT t.id,
    t.document,
    t.ordinal,
    t.part,
    t.issue,
    t.name,
    t.number,
    t.total_number,
    t.year,
    t.issued,
    t.publisher,
    t.section,
    t.title,
    t.contributor,
    t.start,
    t."end",
    substr(s.text, (t.start + 1), (t."end" - t.start)) AS text
   FROM (gouji.articles_all t
     JOIN gouji.texts s ON ((s.document = t.document)))
  WHERE (t.current = 1);
CREATE TABLE gouji.check_evidence_all (
    check_id text NOT NULL,
    ordinal integer NOT NULL,
    role text NOT NULL,
    document text NOT NULL,
    article text,
    figure text,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    current smallint DEFAULT '1'::smallint NOT NULL
);
CREATE VIEW gouji.check_evidence AS
 SELECT t.check_id,
    t.ordinal,
    t.role,
    t.document,
    t.article,
    t.figure,
    t.start,
    t."end",
    t.text
   FROM gouji.check_evidence_all t
  WHERE (t.current = 1);
CREATE TABLE gouji.checks_all (
    id text NOT NULL,
    document text NOT NULL,
    article text,
    issued text,
    rule text NOT NULL,
    scope text NOT NULL,
    verdict text NOT NULL,
    severity text NOT NULL,
    equation text NOT NULL,
    message text NOT NULL,
    fingerprint text NOT NULL,
    series text,
    current smallint DEFAULT '1'::smallint NOT NULL
);
CREATE VIEW gouji.checks AS
 SELECT t.id,
    t.document,
    t.article,
    t.issued,
    t.rule,
    t.scope,
    t.verdict,
    t.severity,
    t.equation,
    t.message,
    t.fingerprint,
    t.series
   FROM gouji.checks_all t
  WHERE (t.current = 1);
CREATE TABLE gouji_decisions.decisions (
    id integer NOT NULL,
    fingerprint text NOT NULL,
    action text NOT NULL,
    reason text,
    note text,
    decided_by text NOT NULL,
    decided_at text NOT NULL,
    rule text,
    message text
);
CREATE VIEW gouji.decisions AS
 SELECT decisions.id,
    decisions.fingerprint,
    decisions.action,
    decisions.reason,
    decisions.note,
    decisions.decided_by,
    decisions.decided_at,
    decisions.rule,
    decisions.message
   FROM gouji_decisions.decisions;
CREATE TABLE gouji.documents (
    id text NOT NULL,
    sha256 text NOT NULL,
    path text NOT NULL,
    status text NOT NULL,
    superseded_by text,
    format text NOT NULL,
    encoding text,
    certainty double precision,
    characters integer NOT NULL,
    issues integer NOT NULL,
    articles integer NOT NULL,
    name text,
    number text,
    total_number text,
    year integer,
    issued text,
    publisher text,
    warnings text,
    pipeline text NOT NULL,
    run text,
    ingested text
);
CREATE TABLE gouji.figures_all (
    id text NOT NULL,
    document text NOT NULL,
    article text,
    sentence text,
    issued text,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    value text,
    low double precision,
    high double precision,
    approx smallint NOT NULL,
    comparator text,
    step double precision,
    unit text,
    kind text NOT NULL,
    measure text,
    subject text,
    period text,
    period_first text,
    period_last text,
    scope text,
    modality text NOT NULL,
    cell_table integer,
    cell_row integer,
    cell_column integer,
    current smallint DEFAULT '1'::smallint NOT NULL
);
CREATE VIEW gouji.figures AS
 SELECT t.id,
    t.document,
    t.article,
    t.sentence,
    t.issued,
    t.start,
    t."end",
    t.text,
    t.value,
    t.low,
    t.high,
    t.approx,
    t.comparator,
    t.step,
    t.unit,
    t.kind,
    t.measure,
    t.subject,
    t.period,
    t.period_first,
    t.period_last,
    t.scope,
    t.modality,
    t.cell_table,
    t.cell_row,
    t.cell_column
   FROM gouji.figures_all t
  WHERE (t.current = 1);
CREATE TABLE gouji.files (
    path text NOT NULL,
    document text NOT NULL,
    status text NOT NULL,
    first_seen text
);
CREATE VIEW gouji.flags AS
 SELECT c.id AS check_id,
    c.fingerprint,
    c.rule,
    c.scope,
    c.severity,
        CASE
            WHEN (d.action = 'confirm'::text) THEN 'confirmed'::text
            WHEN (d.action = 'dismiss'::text) THEN 'dismissed'::text
            WHEN ((d.action IS NULL) AND (r.action = 'dismiss'::text)) THEN 'dismissed'::text
            ELSE 'open'::text
        END AS status,
    c.message,
    c.equation,
    c.issued,
    c.document,
    c.article,
    f.path,
    a.title,
    COALESCE(d.reason, r.reason) AS reason,
    COALESCE(d.note, r.note) AS note,
    COALESCE(d.decided_by, r.decided_by) AS decided_by,
    COALESCE(d.decided_at, r.decided_at) AS decided_at
   FROM ((((gouji.checks_all c
     JOIN gouji.documents f ON ((f.id = c.document)))
     LEFT JOIN gouji.articles_all a ON ((a.id = c.article)))
     LEFT JOIN gouji.decisions d ON ((d.id = ( SELECT max(decisions.id) AS max
           FROM gouji.decisions
          WHERE ((decisions.fingerprint = c.fingerprint) AND (decisions.action <> 'note'::text))))))
     LEFT JOIN gouji.decisions r ON (((c.series IS NOT NULL) AND (r.id = ( SELECT max(decisions.id) AS max
           FROM gouji.decisions
          WHERE ((decisions.fingerprint = ((c.rule || '@'::text) || substr(c.series, 1, (length(c.series) - 5)))) AND (decisions.action <> 'note'::text)))))))
  WHERE ((c.verdict = 'fails'::text) AND (c.severity = ANY (ARRAY['error'::text, 'warning'::text])) AND (c.current = 1));
CREATE TABLE gouji.links (
    kind text NOT NULL,
    source text NOT NULL,
    of text NOT NULL,
    series text NOT NULL
);
CREATE TABLE gouji.mentions_all (
    id text NOT NULL,
    document text NOT NULL,
    article text,
    sentence text,
    issued text,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    organisation text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    role text NOT NULL,
    resolved smallint NOT NULL,
    current smallint DEFAULT '1'::smallint NOT NULL
);
CREATE VIEW gouji.mentions AS
 SELECT t.id,
    t.document,
    t.article,
    t.sentence,
    t.issued,
    t.start,
    t."end",
    t.text,
    t.organisation,
    t.name,
    t.type,
    t.role,
    t.resolved
   FROM gouji.mentions_all t
  WHERE (t.current = 1);
CREATE TABLE gouji.meta (
    key text NOT NULL,
    value text NOT NULL
);
CREATE TABLE gouji.observations_all (
    id text NOT NULL,
    document text NOT NULL,
    article text,
    sentence text,
    figure text,
    issued text,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    value text,
    low double precision,
    high double precision,
    approx smallint NOT NULL,
    comparator text,
    step text,
    approximator text,
    unit text,
    kind text NOT NULL,
    role text NOT NULL,
    measure text,
    measure_key text NOT NULL,
    place text NOT NULL,
    scope text,
    counted text NOT NULL,
    period_first text,
    period_last text,
    year integer,
    stock smallint NOT NULL,
    running smallint NOT NULL,
    firm smallint NOT NULL,
    quality text NOT NULL,
    claim text,
    rank integer NOT NULL,
    quoted smallint NOT NULL,
    explained smallint NOT NULL,
    aim text,
    relates text,
    against text,
    title smallint NOT NULL,
    current smallint DEFAULT '1'::smallint NOT NULL
);
CREATE VIEW gouji.observations AS
 SELECT t.id,
    t.document,
    t.article,
    t.sentence,
    t.figure,
    t.issued,
    t.start,
    t."end",
    t.text,
    t.value,
    t.low,
    t.high,
    t.approx,
    t.comparator,
    t.step,
    t.approximator,
    t.unit,
    t.kind,
    t.role,
    t.measure,
    t.measure_key,
    t.place,
    t.scope,
    t.counted,
    t.period_first,
    t.period_last,
    t.year,
    t.stock,
    t.running,
    t.firm,
    t.quality,
    t.claim,
    t.rank,
    t.quoted,
    t.explained,
    t.aim,
    t.relates,
    t.against,
    t.title
   FROM gouji.observations_all t
  WHERE (t.current = 1);
CREATE TABLE gouji_decisions.organisation_decisions (
    id integer NOT NULL,
    organisation text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    field text NOT NULL,
    value text,
    decided_by text NOT NULL,
    decided_at text NOT NULL
);
CREATE VIEW gouji.organisation_decisions AS
 SELECT organisation_decisions.id,
    organisation_decisions.organisation,
    organisation_decisions.name,
    organisation_decisions.type,
    organisation_decisions.field,
    organisation_decisions.value,
    organisation_decisions.decided_by,
    organisation_decisions.decided_at
   FROM gouji_decisions.organisation_decisions;
CREATE TABLE gouji.organisations (
    id text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    level text,
    division text,
    parent text,
    aliases text,
    valid_from integer,
    valid_to integer,
    predecessors text,
    successors text,
    mentions integer NOT NULL,
    first_seen text,
    last_seen text
);
CREATE TABLE gouji.progress (
    target text NOT NULL,
    observation text NOT NULL,
    series text NOT NULL,
    reported text,
    as_of text,
    status text NOT NULL,
    share double precision,
    arithmetic text NOT NULL
);
CREATE TABLE gouji.quarantine (
    path text NOT NULL,
    status text NOT NULL,
    code text NOT NULL,
    reason text NOT NULL,
    remedy text,
    sha256 text,
    pipeline text,
    attempts integer NOT NULL,
    first_seen text,
    last_seen text,
    run text
);
CREATE TABLE gouji.runs (
    id text NOT NULL,
    status text NOT NULL,
    started text NOT NULL,
    finished text,
    host text NOT NULL,
    pid integer NOT NULL,
    pipeline text NOT NULL,
    inputs text,
    new integer NOT NULL,
    unchanged integer NOT NULL,
    updated integer NOT NULL,
    quarantined integer NOT NULL,
    rows_written integer NOT NULL,
    tables_written text,
    flags_opened integer NOT NULL,
    message text
);
CREATE TABLE gouji.sentences_all (
    id text NOT NULL,
    document text NOT NULL,
    article text,
    ordinal integer NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    words text NOT NULL,
    current smallint DEFAULT '1'::smallint NOT NULL,
    search tsvector
);
CREATE VIEW gouji.sentences AS
 SELECT t.id,
    t.document,
    t.article,
    t.ordinal,
    t.start,
    t."end",
    t.text,
    t.words
   FROM gouji.sentences_all t
  WHERE (t.current = 1);
CREATE TABLE gouji.spellings (
    organisation text NOT NULL,
    text text NOT NULL,
    mentions integer NOT NULL
);
CREATE TABLE gouji.targets_all (
    id text NOT NULL,
    document text NOT NULL,
    article text,
    sentence text,
    figure text,
    issued text,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    owner text,
    measure text,
    comparator text NOT NULL,
    value text,
    low double precision,
    high double precision,
    unit text,
    base text,
    deadline text,
    deadline_text text,
    modality text NOT NULL,
    current smallint DEFAULT '1'::smallint NOT NULL
);
CREATE VIEW gouji.targets AS
 SELECT t.id,
    t.document,
    t.article,
    t.sentence,
    t.figure,
    t.issued,
    t.start,
    t."end",
    t.text,
    t.owner,
    t.measure,
    t.comparator,
    t.value,
    t.low,
    t.high,
    t.unit,
    t.base,
    t.deadline,
    t.deadline_text,
    t.modality
   FROM gouji.targets_all t
  WHERE (t.current = 1);
CREATE TABLE gouji.touched (
    place text NOT NULL,
    measure_key text NOT NULL,
    year integer NOT NULL,
    document text NOT NULL
);
CREATE SEQUENCE gouji_decisions.decisions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE gouji_decisions.decisions_id_seq OWNED BY gouji_decisions.decisions.id;
CREATE SEQUENCE gouji_decisions.organisation_decisions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE gouji_decisions.organisation_decisions_id_seq OWNED BY gouji_decisions.organisation_decisions.id;
ALTER TABLE ONLY gouji_decisions.decisions ALTER COLUMN id SET DEFAULT nextval('gouji_decisions.decisions_id_seq'::regclass);
ALTER TABLE ONLY gouji_decisions.organisation_decisions ALTER COLUMN id SET DEFAULT nextval('gouji_decisions.organisation_decisions_id_seq'::regclass);
INSERT INTO gouji.articles_all VALUES ('88c84093023e208e.a45', '88c84093023e208e', 1, 'article', 1, '永丰工会信息', '3', '41', NULL, '2013-03-28', '永丰市总工会办公室', NULL, '永丰市新建工会120家', '永丰市总工会', 45, 145, 1);
INSERT INTO gouji.articles_all VALUES ('88c84093023e208e.a147', '88c84093023e208e', 2, 'article', 1, '永丰工会信息', '3', '41', NULL, '2013-03-28', '永丰市总工会办公室', NULL, '石桥区总工会慰问一线职工', '石桥区总工会', 147, 220, 1);
INSERT INTO gouji.articles_all VALUES ('adbfe207c747da1f.a45', 'adbfe207c747da1f', 1, 'article', 1, '永丰工会信息', '6', '44', NULL, '2013-06-27', '永丰市总工会办公室', NULL, '永丰市上半年新建工会210家', '永丰市总工会', 45, 99, 1);
INSERT INTO gouji.check_evidence_all VALUES ('88c84093023e208e.c52-56.title-body', 1, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f52-56', 52, 56, '120家', 1);
INSERT INTO gouji.check_evidence_all VALUES ('88c84093023e208e.c52-56.title-body', 2, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f74-78', 74, 78, '120家', 1);
INSERT INTO gouji.check_evidence_all VALUES ('88c84093023e208e.c74-78.sum-of-parts', 1, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f74-78', 74, 78, '120家', 1);
INSERT INTO gouji.check_evidence_all VALUES ('88c84093023e208e.c74-78.sum-of-parts', 2, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f87-90', 87, 90, '90家', 1);
INSERT INTO gouji.check_evidence_all VALUES ('88c84093023e208e.c74-78.sum-of-parts', 3, 'figure', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.f97-100', 97, 100, '30家', 1);
INSERT INTO gouji.check_evidence_all VALUES ('88c84093023e208e.c175-179.sum-of-parts', 1, 'figure', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.f175-179', 175, 179, '350人', 1);
INSERT INTO gouji.check_evidence_all VALUES ('88c84093023e208e.c175-179.sum-of-parts', 2, 'figure', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.f186-190', 186, 190, '200人', 1);
INSERT INTO gouji.check_evidence_all VALUES ('88c84093023e208e.c175-179.sum-of-parts', 3, 'figure', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.f195-199', 195, 199, '130人', 1);
INSERT INTO gouji.check_evidence_all VALUES ('adbfe207c747da1f.c55-59.title-body', 1, 'figure', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.f55-59', 55, 59, '210家', 1);
INSERT INTO gouji.check_evidence_all VALUES ('adbfe207c747da1f.c55-59.title-body', 2, 'figure', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.f74-78', 74, 78, '210家', 1);
INSERT INTO gouji.checks_all VALUES ('88c84093023e208e.c52-56.title-body', '88c84093023e208e', '88c84093023e208e.a45', '2013-03-28', 'title-body', 'article', 'holds', 'error', '120家 = 120家', '标题“120家”与正文“120家”一致', '2414e2feb321ea6b', NULL, 1);
INSERT INTO gouji.checks_all VALUES ('88c84093023e208e.c74-78.sum-of-parts', '88c84093023e208e', '88c84093023e208e.a45', '2013-03-28', 'sum-of-parts', 'article', 'holds', 'error', '120家 = 90家 + 30家 = 120家', '各部分“90家”“30家”合计与总数“120家”相符', '097fde27ced5a9e6', NULL, 1);
INSERT INTO gouji.checks_all VALUES ('88c84093023e208e.c175-179.sum-of-parts', '88c84093023e208e', '88c84093023e208e.a147', '2013-03-28', 'sum-of-parts', 'article', 'fails', 'warning', '350人 ≠ 200人 + 130人 = 330人', '各部分“200人”“130人”合计330人，与总数“350人”不符（若其中一数错一位数字，则相符）', '10a5e89dcbf323e6', NULL, 1);
INSERT INTO gouji.checks_all VALUES ('adbfe207c747da1f.c55-59.title-body', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', '2013-06-27', 'title-body', 'article', 'holds', 'error', '210家 = 210家', '标题“210家”与正文“210家”一致', '17b97746f1501857', NULL, 1);
INSERT INTO gouji.documents VALUES ('88c84093023e208e', '88c84093023e208e756c5eeb1e19dabbbe299fab6cf494a0a4ebee5712891482', 'bulletins/2013-03.txt', 'current', NULL, 'txt', 'utf-8', 1, 221, 1, 2, '永丰工会信息', '3', '41', NULL, '2013-03-28', '永丰市总工会办公室', NULL, '0.1.0+12e217f6d7', '20261122T132141-41db9f', '2026-11-22T13:21:49.761Z');
INSERT INTO gouji.documents VALUES ('adbfe207c747da1f', 'adbfe207c747da1fd3af32c0fa6dad361ec1f586924a55d4ffaa0f44fde83df3', 'bulletins/2013-06.txt', 'current', NULL, 'txt', 'utf-8', 1, 100, 1, 1, '永丰工会信息', '6', '44', NULL, '2013-06-27', '永丰市总工会办公室', NULL, '0.1.0+12e217f6d7', '20261122T132141-41db9f', '2026-11-22T13:21:49.761Z');
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f52-56', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s45-56', '2013-03-28', 52, 56, '120家', '120', 120, 120, 0, NULL, 1, '家', 'count', '工会', '永丰市', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f74-78', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 74, 78, '120家', '120', 120, 120, 0, NULL, 1, '家', 'count', '工会', '永丰市总工会', '今年一季度', '2013-01-01', '2013-03-31', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f87-90', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 87, 90, '90家', '90', 90, 90, 0, NULL, 1, '家', 'count', '非公企业工会', '永丰市总工会', '今年一季度', '2013-01-01', '2013-03-31', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f97-100', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 97, 100, '30家', '30', 30, 30, 0, NULL, 1, '家', 'count', '事业单位工会', '永丰市总工会', '今年一季度', '2013-01-01', '2013-03-31', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f105-111', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 105, 111, '4500余人', '4500..4600', 4500, 4600, 1, NULL, 1, '人', 'count', '会员', '永丰市总工会', '今年一季度', '2013-01-01', '2013-03-31', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f129-136', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s112-137', '2013-03-28', 129, 136, '不少于200家', '200..', 200, NULL, 0, '>=', 1, '家', 'count', '新建工会', '永丰市总工会', '6月底前', NULL, '2013-06-30', '全市', 'required', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f175-179', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 175, 179, '350人', '350', 350, 350, 0, NULL, 1, '人', 'count', '一线职工', '石桥区总工会', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f186-190', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 186, 190, '200人', '200', 200, 200, 0, NULL, 1, '人', 'count', '环卫工人', '石桥区总工会', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f195-199', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 195, 199, '130人', '130', 130, 130, 0, NULL, 1, '人', 'count', '公交司机', '石桥区总工会', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('88c84093023e208e.f205-211', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 205, 211, '17.5万元', '175000', 175000, 175000, 0, NULL, 1000, '元', 'money', '慰问金', '石桥区总工会', NULL, NULL, NULL, NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('adbfe207c747da1f.f55-59', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s45-59', '2013-06-27', 55, 59, '210家', '210', 210, 210, 0, NULL, 1, '家', 'count', '工会', '永丰市', '上半年', '2013-01-01', '2013-06-30', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('adbfe207c747da1f.f74-78', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', '2013-06-27', 74, 78, '210家', '210', 210, 210, 0, NULL, 1, '家', 'count', '工会', '永丰市总工会', '上半年', '2013-01-01', '2013-06-30', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.figures_all VALUES ('adbfe207c747da1f.f85-90', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', '2013-06-27', 85, 90, '300人次', '300', 300, 300, 0, NULL, 1, '人次', 'count', '工会干部', '永丰市总工会', '上半年', '2013-01-01', '2013-06-30', NULL, 'reported', NULL, NULL, NULL, 1);
INSERT INTO gouji.files VALUES ('bulletins/2013-03.txt', '88c84093023e208e', 'current', '2026-11-22T13:21:49.761Z');
INSERT INTO gouji.files VALUES ('bulletins/2013-06.txt', 'adbfe207c747da1f', 'current', '2026-11-22T13:21:49.761Z');
INSERT INTO gouji.mentions_all VALUES ('88c84093023e208e.m63-69', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '2013-03-28', 63, 69, '永丰市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'actor', 1, 1);
INSERT INTO gouji.mentions_all VALUES ('88c84093023e208e.m112-116', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s112-137', '2013-03-28', 112, 116, '市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'actor', 1, 1);
INSERT INTO gouji.mentions_all VALUES ('88c84093023e208e.m138-144', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s137-145', '2013-03-28', 138, 144, '永丰市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'contributor', 1, 1);
INSERT INTO gouji.mentions_all VALUES ('88c84093023e208e.m147-153', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s147-159', '2013-03-28', 147, 153, '石桥区总工会', 'o2c0fc2f94140a9f', '石桥区总工会', 'union', 'actor', 1, 1);
INSERT INTO gouji.mentions_all VALUES ('88c84093023e208e.m160-166', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '2013-03-28', 160, 166, '石桥区总工会', 'o2c0fc2f94140a9f', '石桥区总工会', 'union', 'actor', 1, 1);
INSERT INTO gouji.mentions_all VALUES ('88c84093023e208e.m213-219', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s212-220', '2013-03-28', 213, 219, '石桥区总工会', 'o2c0fc2f94140a9f', '石桥区总工会', 'union', 'contributor', 1, 1);
INSERT INTO gouji.mentions_all VALUES ('adbfe207c747da1f.m64-70', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', '2013-06-27', 64, 70, '永丰市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'actor', 1, 1);
INSERT INTO gouji.mentions_all VALUES ('adbfe207c747da1f.m92-98', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s91-99', '2013-06-27', 92, 98, '永丰市总工会', 'oa9a56f25b470266', '永丰市总工会', 'union', 'contributor', 1, 1);
INSERT INTO gouji.meta VALUES ('schema_version', '1');
INSERT INTO gouji.meta VALUES ('contract', 'd4fa72d3fe7d27c5');
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o52-56', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s45-56', '88c84093023e208e.f52-56', '2013-03-28', 52, 56, '120家', '120', 120, 120, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会', '会基层工建新', '永丰市总工会', NULL, '个', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 1, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o74-78', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '88c84093023e208e.f74-78', '2013-03-28', 74, 78, '120家', '120', 120, 120, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会', '会基层工建新', '永丰市总工会', NULL, '个', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o87-90', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '88c84093023e208e.f87-90', '2013-03-28', 87, 90, '90家', '90', 90, 90, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会·非公企业工会', '会基层工建新·业企会公工非', '永丰市总工会', NULL, '个', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o97-100', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '88c84093023e208e.f97-100', '2013-03-28', 97, 100, '30家', '30', 30, 30, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会·事业单位工会', '会基层工建新·业事会位单工', '永丰市总工会', NULL, '个', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o105-111', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s57-112', '88c84093023e208e.f105-111', '2013-03-28', 105, 111, '4500余人', '4500..4600', 4500, 4600, 1, NULL, '1', '余', '人', 'count', 'result', '发展会员', '会发员展', '永丰市总工会', NULL, '人', '2013-01-01', '2013-03-31', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o129-136', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s112-137', '88c84093023e208e.f129-136', '2013-03-28', 129, 136, '不少于200家', '200..', 200, NULL, 0, '>=', '1', NULL, '家', 'count', 'target', '新建基层工会', '会基层工建新', '', NULL, '个', '2013-01-01', '2013-06-30', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o175-179', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '88c84093023e208e.f175-179', '2013-03-28', 175, 179, '350人', '350', 350, 350, 0, NULL, '1', NULL, '人', 'count', 'result', '走访慰问一线职工共', '一共工慰线职访走问', '石桥区总工会', NULL, '人', NULL, NULL, NULL, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o186-190', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '88c84093023e208e.f186-190', '2013-03-28', 186, 190, '200人', '200', 200, 200, 0, NULL, '1', NULL, '人', 'count', 'result', '走访慰问一线职工共·环卫工人', '一共工慰线职访走问·人卫工环', '石桥区总工会', NULL, '人', NULL, NULL, NULL, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o195-199', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '88c84093023e208e.f195-199', '2013-03-28', 195, 199, '130人', '130', 130, 130, 0, NULL, '1', NULL, '人', 'count', 'result', '走访慰问一线职工共·公交司机', '一共工慰线职访走问·交公司机', '石桥区总工会', NULL, '人', NULL, NULL, NULL, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('88c84093023e208e.o205-211', '88c84093023e208e', '88c84093023e208e.a147', '88c84093023e208e.s160-212', '88c84093023e208e.f205-211', '2013-03-28', 205, 211, '17.5万元', '175000', 175000, 175000, 0, NULL, '1000', NULL, '元', 'money', 'result', '送去慰问金', '去慰送金问', '石桥区总工会', NULL, '元', NULL, NULL, NULL, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('adbfe207c747da1f.o55-59', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s45-59', 'adbfe207c747da1f.f55-59', '2013-06-27', 55, 59, '210家', '210', 210, 210, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会', '会基层工建新', '永丰市总工会', NULL, '个', '2013-01-01', '2013-06-30', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 1, 1);
INSERT INTO gouji.observations_all VALUES ('adbfe207c747da1f.o74-78', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', 'adbfe207c747da1f.f74-78', '2013-06-27', 74, 78, '210家', '210', 210, 210, 0, NULL, '1', NULL, '家', 'count', 'result', '新建基层工会', '会基层工建新', '永丰市总工会', NULL, '个', '2013-01-01', '2013-06-30', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.observations_all VALUES ('adbfe207c747da1f.o85-90', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 'adbfe207c747da1f.s60-91', 'adbfe207c747da1f.f85-90', '2013-06-27', 85, 90, '300人次', '300', 300, 300, 0, NULL, '1', NULL, '人次', 'count', 'result', '培训工会干部', '会培工干训部', '永丰市总工会', NULL, '人次', '2013-01-01', '2013-06-30', 2013, 0, 0, 1, 'plain', NULL, 0, 0, 0, '>=', NULL, NULL, 0, 1);
INSERT INTO gouji.organisations VALUES ('o2c0fc2f94140a9f', '石桥区总工会', 'union', NULL, '石桥区', NULL, NULL, NULL, NULL, NULL, NULL, 3, '2013-03-28', '2013-03-28');
INSERT INTO gouji.organisations VALUES ('oa9a56f25b470266', '永丰市总工会', 'union', NULL, '永丰市', NULL, '市总工会', NULL, NULL, NULL, NULL, 5, '2013-03-28', '2013-06-27');
INSERT INTO gouji.quarantine VALUES ('bulletins/broken.docx', 'open', 'unreadable', '压缩包已损坏', '请重新打包或重新下载', NULL, '0.1.0+12e217f6d7', 1, '2026-11-22T13:21:41.919Z', '2026-11-22T13:21:41.919Z', '20261122T132141-41db9f');
INSERT INTO gouji.runs VALUES ('20261122T132141-41db9f', 'done', '2026-11-22T13:21:41.906Z', '2026-11-22T13:21:53.830Z', 'office', 10527, '0.1.0+12e217f6d7', 'bulletins', 2, 0, 0, 1, 64, '{"articles": 3, "check_evidence": 10, "checks": 4, "documents": 2, "figures": 13, "links": 0, "mentions": 8, "observations": 13, "progress": 0, "sentences": 10, "targets": 1}', 1, NULL);
INSERT INTO gouji.sentences_all VALUES ('88c84093023e208e.s45-56', '88c84093023e208e', '88c84093023e208e.a45', 1, 45, 56, '永丰市新建工会120家', '永丰 市 新建 工会 120 家', 1, '''120'' ''家'' ''工会'' ''市'' ''新建'' ''永丰''');
INSERT INTO gouji.sentences_all VALUES ('88c84093023e208e.s57-112', '88c84093023e208e', '88c84093023e208e.a45', 2, 57, 112, '今年一季度，永丰市总工会共新建工会120家，其中非公企业工会90家、事业单位工会30家，发展会员4500余人。', '今年 一季度 ， 永丰 市总工会 共 新建 工会 120 家 ， 其中 非公企业 工会 90 家 、 事业单位 工会 30 家 ， 发展 会员 4500 余人 。', 1, '''120'' ''30'' ''4500'' ''90'' ''一季'' ''一季度'' ''业单'' ''业单位'' ''事业'' ''事业单'' ''事业单位'' ''今年'' ''企业'' ''会员'' ''余人'' ''公企'' ''公企业'' ''共'' ''其中'' ''单位'' ''发展'' ''季度'' ''家'' ''工会'' ''市总'' ''市总工'' ''市总工会'' ''总工'' ''总工会'' ''新建'' ''永丰'' ''非公'' ''非公企'' ''非公企业''');
INSERT INTO gouji.sentences_all VALUES ('88c84093023e208e.s112-137', '88c84093023e208e', '88c84093023e208e.a45', 3, 112, 137, '市总工会要求，6月底前全市新建工会不少于200家。', '市总工会 要求 ， 6 月底 前 全市 新建 工会 不少 于 200 家 。', 1, '''200'' ''6'' ''不少'' ''于'' ''全市'' ''前'' ''家'' ''工会'' ''市总'' ''市总工'' ''市总工会'' ''总工'' ''总工会'' ''新建'' ''月底'' ''要求''');
INSERT INTO gouji.sentences_all VALUES ('88c84093023e208e.s137-145', '88c84093023e208e', '88c84093023e208e.a45', 4, 137, 145, '（永丰市总工会）', '（ 永丰 市总工会 ）', 1, '''工会'' ''市总'' ''市总工'' ''市总工会'' ''总工'' ''总工会'' ''永丰''');
INSERT INTO gouji.sentences_all VALUES ('88c84093023e208e.s147-159', '88c84093023e208e', '88c84093023e208e.a147', 1, 147, 159, '石桥区总工会慰问一线职工', '石桥 区总工会 慰问 一线 职工', 1, '''一线'' ''区总'' ''区总工'' ''区总工会'' ''工会'' ''总工'' ''总工会'' ''慰问'' ''石桥'' ''职工''');
INSERT INTO gouji.sentences_all VALUES ('88c84093023e208e.s160-212', '88c84093023e208e', '88c84093023e208e.a147', 2, 160, 212, '石桥区总工会走访慰问一线职工共350人，其中环卫工人200人、公交司机130人，送去慰问金17.5万元。', '石桥 区总工会 走访 慰问 一线 职工 共 350 人 ， 其中 环卫工人 200 人 、 公交 司机 130 人 ， 送 去 慰问金 17.5 万元 。', 1, '''130'' ''17'' ''200'' ''350'' ''5'' ''一线'' ''万元'' ''人'' ''公交'' ''共'' ''其中'' ''区总'' ''区总工'' ''区总工会'' ''卫工'' ''卫工人'' ''去'' ''司机'' ''工人'' ''工会'' ''总工'' ''总工会'' ''慰问'' ''慰问金'' ''环卫'' ''环卫工'' ''环卫工人'' ''石桥'' ''职工'' ''走访'' ''送'' ''问金''');
INSERT INTO gouji.sentences_all VALUES ('88c84093023e208e.s212-220', '88c84093023e208e', '88c84093023e208e.a147', 3, 212, 220, '（石桥区总工会）', '（ 石桥 区总工会 ）', 1, '''区总'' ''区总工'' ''区总工会'' ''工会'' ''总工'' ''总工会'' ''石桥''');
INSERT INTO gouji.sentences_all VALUES ('adbfe207c747da1f.s45-59', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 1, 45, 59, '永丰市上半年新建工会210家', '永丰 市 上半年 新建 工会 210 家', 1, '''210'' ''上半'' ''上半年'' ''半年'' ''家'' ''工会'' ''市'' ''新建'' ''永丰''');
INSERT INTO gouji.sentences_all VALUES ('adbfe207c747da1f.s60-91', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 2, 60, 91, '上半年，永丰市总工会新建工会210家，培训工会干部300人次。', '上半年 ， 永丰 市总工会 新建 工会 210 家 ， 培训 工会干部 300 人次 。', 1, '''210'' ''300'' ''上半'' ''上半年'' ''人次'' ''会干'' ''会干部'' ''半年'' ''培训'' ''家'' ''工会'' ''工会干'' ''工会干部'' ''市总'' ''市总工'' ''市总工会'' ''干部'' ''总工'' ''总工会'' ''新建'' ''永丰''');
INSERT INTO gouji.sentences_all VALUES ('adbfe207c747da1f.s91-99', 'adbfe207c747da1f', 'adbfe207c747da1f.a45', 3, 91, 99, '（永丰市总工会）', '（ 永丰 市总工会 ）', 1, '''工会'' ''市总'' ''市总工'' ''市总工会'' ''总工'' ''总工会'' ''永丰''');
INSERT INTO gouji.spellings VALUES ('o2c0fc2f94140a9f', '石桥区总工会', 3);
INSERT INTO gouji.spellings VALUES ('oa9a56f25b470266', '市总工会', 1);
INSERT INTO gouji.spellings VALUES ('oa9a56f25b470266', '永丰市总工会', 4);
INSERT INTO gouji.targets_all VALUES ('88c84093023e208e.t129-136', '88c84093023e208e', '88c84093023e208e.a45', '88c84093023e208e.s112-137', '88c84093023e208e.f129-136', '2013-03-28', 129, 136, '不少于200家', '永丰市总工会', '新建工会', '>=', '200..', 200, NULL, '家', NULL, '2013-06-30', '6月底前', 'required', 1);
INSERT INTO gouji.texts VALUES ('88c84093023e208e', '永丰工会信息
第3期（总第41期）
永丰市总工会办公室编　　　　　2013年3月28日
永丰市新建工会120家
今年一季度，永丰市总工会共新建工会120家，其中非公企业工会90家、事业单位工会30家，发展会员4500余人。市总工会要求，6月底前全市新建工会不少于200家。（永丰市总工会）
石桥区总工会慰问一线职工
石桥区总工会走访慰问一线职工共350人，其中环卫工人200人、公交司机130人，送去慰问金17.5万元。（石桥区总工会）
');
INSERT INTO gouji.texts VALUES ('adbfe207c747da1f', '永丰工会信息
第6期（总第44期）
永丰市总工会办公室编　　　　　2013年6月27日
永丰市上半年新建工会210家
上半年，永丰市总工会新建工会210家，培训工会干部300人次。（永丰市总工会）
');
INSERT INTO gouji_decisions.decisions VALUES (1, '10a5e89dcbf323e6', 'confirm', NULL, '已与原件核对', '林审核', '2026-11-22T13:22:02.088Z', 'sum-of-parts', '各部分“200人”“130人”合计330人，与总数“350人”不符（若其中一数错一位数字，则相符）');
SELECT pg_catalog.setval('gouji_decisions.decisions_id_seq', 1, true);
SELECT pg_catalog.setval('gouji_decisions.organisation_decisions_id_seq', 1, false);
ALTER TABLE ONLY gouji.articles_all
    ADD CONSTRAINT articles_all_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.check_evidence_all
    ADD CONSTRAINT check_evidence_all_pkey PRIMARY KEY (check_id, ordinal);
ALTER TABLE ONLY gouji.checks_all
    ADD CONSTRAINT checks_all_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.figures_all
    ADD CONSTRAINT figures_all_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (path, document);
ALTER TABLE ONLY gouji.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (kind, source, of);
ALTER TABLE ONLY gouji.mentions_all
    ADD CONSTRAINT mentions_all_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (key);
ALTER TABLE ONLY gouji.observations_all
    ADD CONSTRAINT observations_all_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (target, observation);
ALTER TABLE ONLY gouji.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (path);
ALTER TABLE ONLY gouji.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.sentences_all
    ADD CONSTRAINT sentences_all_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.spellings
    ADD CONSTRAINT spellings_pkey PRIMARY KEY (organisation, text);
ALTER TABLE ONLY gouji.targets_all
    ADD CONSTRAINT targets_all_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji.texts
    ADD CONSTRAINT texts_pkey PRIMARY KEY (document);
ALTER TABLE ONLY gouji.touched
    ADD CONSTRAINT touched_pkey PRIMARY KEY (place, measure_key, year, document);
ALTER TABLE ONLY gouji_decisions.decisions
    ADD CONSTRAINT decisions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY gouji_decisions.organisation_decisions
    ADD CONSTRAINT organisation_decisions_pkey PRIMARY KEY (id);
CREATE INDEX articles_by_document ON gouji.articles_all USING btree (document);
CREATE INDEX articles_by_issued ON gouji.articles_all USING btree (issued);
CREATE INDEX check_evidence_by_document ON gouji.check_evidence_all USING btree (document);
CREATE INDEX checks_by_document ON gouji.checks_all USING btree (document);
CREATE INDEX checks_by_fingerprint ON gouji.checks_all USING btree (fingerprint);
CREATE INDEX checks_by_series ON gouji.checks_all USING btree (series);
CREATE INDEX checks_failing ON gouji.checks_all USING btree (severity, current) WHERE (verdict = 'fails'::text);
CREATE INDEX documents_by_path ON gouji.documents USING btree (path);
CREATE INDEX documents_by_publisher_issued ON gouji.documents USING btree (publisher, issued);
CREATE INDEX documents_by_status_issued ON gouji.documents USING btree (status, issued);
CREATE INDEX figures_by_document ON gouji.figures_all USING btree (document);
CREATE INDEX figures_by_measure_issued ON gouji.figures_all USING btree (measure, issued);
CREATE INDEX figures_by_subject_measure ON gouji.figures_all USING btree (subject, measure);
CREATE INDEX files_by_document ON gouji.files USING btree (document);
CREATE INDEX links_by_of ON gouji.links USING btree (of);
CREATE INDEX links_by_series ON gouji.links USING btree (series);
CREATE INDEX mentions_by_document ON gouji.mentions_all USING btree (document);
CREATE INDEX mentions_by_organisation_current_issued ON gouji.mentions_all USING btree (organisation, current, issued);
CREATE INDEX observations_by_document ON gouji.observations_all USING btree (document);
CREATE INDEX observations_by_place_measure_key_year ON gouji.observations_all USING btree (place, measure_key, year);
CREATE INDEX observations_by_place_value ON gouji.observations_all USING btree (place, value);
CREATE INDEX observations_by_place_year ON gouji.observations_all USING btree (place, year);
CREATE INDEX organisations_by_mentions ON gouji.organisations USING btree (mentions);
CREATE INDEX organisations_by_name ON gouji.organisations USING btree (name);
CREATE INDEX progress_by_series ON gouji.progress USING btree (series);
CREATE INDEX quarantine_by_status ON gouji.quarantine USING btree (status);
CREATE INDEX runs_by_status ON gouji.runs USING btree (status);
CREATE INDEX sentences_by_document ON gouji.sentences_all USING btree (document);
CREATE INDEX sentences_by_search ON gouji.sentences_all USING gin (search);
CREATE INDEX targets_by_document ON gouji.targets_all USING btree (document);
CREATE INDEX targets_by_owner_measure ON gouji.targets_all USING btree (owner, measure);
CREATE INDEX decisions_by_fingerprint ON gouji_decisions.decisions USING btree (fingerprint, id);
CREATE INDEX organisation_decisions_by_organisation ON gouji_decisions.organisation_decisions USING btree (organisation, id);
CREATE TRIGGER decisions_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON gouji_decisions.decisions FOR EACH STATEMENT EXECUTE FUNCTION gouji_decisions.refuse();
CREATE TRIGGER organisation_decisions_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON gouji_decisions.organisation_decisions FOR EACH STATEMENT EXECUTE FUNCTION gouji_decisions.refuse();
