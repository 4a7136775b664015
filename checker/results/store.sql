-- Results in SQLite. A document's number is its place in results.jsonl.

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    version TEXT NOT NULL,
    program_digest TEXT NOT NULL,  -- of the program's source and the libraries it reads with
    rules_digest TEXT NOT NULL,
    packs TEXT,                    -- as asked for; NULL for those that apply to each document's type
    ocr INTEGER NOT NULL,
    timeout REAL NOT NULL,         -- seconds a document
    memory INTEGER NOT NULL,       -- megabytes a document
    started TEXT NOT NULL,
    finished TEXT,                 -- NULL while it runs, and if it was interrupted
    documents INTEGER,
    errors INTEGER,
    checked_anew INTEGER           -- the others were as in an earlier run
);

CREATE TABLE documents (
    document INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('checked', 'error')),
    area TEXT,
    type TEXT,
    title TEXT,
    period_start TEXT,
    period_end TEXT,
    published TEXT,
    pages INTEGER,
    pages_without_text INTEGER,
    pages_read_by_ocr INTEGER,
    words INTEGER,
    format TEXT,
    sha256 TEXT,
    warnings TEXT,
    record TEXT NOT NULL           -- which stored result these rows were made from
);
CREATE INDEX documents_area ON documents (area, type);
CREATE INDEX documents_sha256 ON documents (sha256);

CREATE TABLE document_areas (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    area TEXT NOT NULL,
    PRIMARY KEY (document, area)
) WITHOUT ROWID;
CREATE INDEX document_areas_area ON document_areas (area);

CREATE TABLE errors (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    kind TEXT NOT NULL,
    message TEXT NOT NULL
);

CREATE TABLE packs (
    pack TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    version TEXT NOT NULL,
    digest TEXT NOT NULL,
    requirements INTEGER NOT NULL
);

CREATE TABLE requirements (
    pack TEXT NOT NULL,
    requirement TEXT NOT NULL,
    title TEXT NOT NULL,
    theme TEXT NOT NULL,
    force TEXT,
    asks TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (pack, requirement)
) WITHOUT ROWID;

CREATE TABLE findings (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    pack TEXT NOT NULL,
    requirement TEXT NOT NULL,
    theme TEXT NOT NULL,
    force TEXT,
    mode TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    advice TEXT NOT NULL,
    questions TEXT NOT NULL,       -- one a line
    PRIMARY KEY (document, pack, requirement)
);
CREATE INDEX findings_requirement ON findings (pack, requirement, verdict);
CREATE INDEX findings_theme ON findings (theme, verdict);

CREATE TABLE evidence (
    document INTEGER NOT NULL,
    pack TEXT NOT NULL,
    requirement TEXT NOT NULL,
    rank INTEGER NOT NULL,         -- 1 is the strongest
    role TEXT NOT NULL,
    quote TEXT NOT NULL,
    page INTEGER,
    section TEXT,
    paragraph TEXT,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    read_by_ocr INTEGER NOT NULL,
    PRIMARY KEY (document, pack, requirement, rank),
    FOREIGN KEY (document, pack, requirement) REFERENCES findings ON DELETE CASCADE
);

CREATE TABLE inspections (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    report_type TEXT NOT NULL,
    started TEXT,
    ended TEXT,
    published TEXT,
    disagreements TEXT NOT NULL    -- where the report's own statements differ, one a line
);

CREATE TABLE judgements (
    document INTEGER NOT NULL REFERENCES inspections ON DELETE CASCADE,
    judgement TEXT NOT NULL,
    grade TEXT,                    -- NULL where the report makes none
    printed TEXT,                  -- in the report's own words
    PRIMARY KEY (document, judgement)
);
CREATE INDEX judgements_grade ON judgements (judgement, grade);

CREATE TABLE improvements (
    document INTEGER NOT NULL REFERENCES inspections ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    page INTEGER,
    theme TEXT,
    kind TEXT NOT NULL,
    for_whom TEXT,
    PRIMARY KEY (document, number)
);
CREATE INDEX improvements_theme ON improvements (theme);

CREATE VIEW verdicts_by_area AS
SELECT coalesce(d.area, '(no area)') AS area, f.pack, count(DISTINCT d.document) AS documents,
    sum(f.verdict = 'met') AS met, sum(f.verdict = 'weak') AS weak, sum(f.verdict = 'missing') AS missing,
    sum(f.verdict = 'strength') AS strength, sum(f.verdict = 'mixed') AS mixed,
    sum(f.verdict = 'weakness') AS weakness, sum(f.verdict = 'not covered') AS not_covered
FROM findings f JOIN documents d USING (document)
GROUP BY 1, 2;

CREATE VIEW verdicts_by_requirement AS
SELECT f.pack, f.requirement, r.title, f.theme, f.force, count(*) AS documents,
    sum(f.verdict = 'met') AS met, sum(f.verdict = 'weak') AS weak, sum(f.verdict = 'missing') AS missing,
    sum(f.verdict = 'strength') AS strength, sum(f.verdict = 'mixed') AS mixed,
    sum(f.verdict = 'weakness') AS weakness, sum(f.verdict = 'not covered') AS not_covered
FROM findings f LEFT JOIN requirements r USING (pack, requirement)
GROUP BY f.pack, f.requirement;

CREATE VIEW verdicts_by_theme AS
SELECT f.theme, f.pack, count(DISTINCT f.document) AS documents,
    sum(f.verdict = 'met') AS met, sum(f.verdict = 'weak') AS weak, sum(f.verdict = 'missing') AS missing,
    sum(f.verdict = 'strength') AS strength, sum(f.verdict = 'mixed') AS mixed,
    sum(f.verdict = 'weakness') AS weakness, sum(f.verdict = 'not covered') AS not_covered
FROM findings f
GROUP BY f.theme, f.pack;

CREATE VIEW gaps AS
SELECT d.area, d.path, d.type, f.pack, f.requirement, r.title, f.theme, f.force, f.verdict, f.reason, f.advice,
    f.questions, d.document
FROM findings f JOIN documents d USING (document) LEFT JOIN requirements r USING (pack, requirement)
WHERE f.mode = 'coverage' AND f.verdict IN ('weak', 'missing')
ORDER BY d.document, CASE f.force WHEN 'must' THEN 0 WHEN 'should' THEN 1 ELSE 2 END,
    CASE f.verdict WHEN 'missing' THEN 0 ELSE 1 END;

CREATE VIEW quotes AS
SELECT d.area, d.path, e.pack, e.requirement, r.title, f.verdict, e.rank, e.role, e.quote, e.page, e.section,
    e.paragraph, d.document
FROM evidence e JOIN findings f USING (document, pack, requirement) JOIN documents d USING (document)
    LEFT JOIN requirements r USING (pack, requirement);

CREATE VIEW inspection_table AS
SELECT d.area, i.report_type, i.started, i.ended, i.published,
    max(CASE j.judgement WHEN 'overall' THEN j.grade END) AS overall,
    max(CASE j.judgement WHEN 'leadership' THEN j.grade END) AS leadership,
    max(CASE j.judgement WHEN 'help_and_protection' THEN j.grade END) AS help_and_protection,
    max(CASE j.judgement WHEN 'in_care' THEN j.grade END) AS in_care,
    max(CASE j.judgement WHEN 'care_leavers' THEN j.grade END) AS care_leavers,
    max(CASE j.judgement WHEN 'looked_after' THEN j.grade END) AS looked_after,
    max(CASE j.judgement WHEN 'adoption' THEN j.grade END) AS adoption,
    max(CASE j.judgement WHEN 'lscb' THEN j.grade END) AS lscb,
    (SELECT count(*) FROM improvements m WHERE m.document = i.document) AS improvements,
    d.path, d.document
FROM inspections i JOIN documents d USING (document) LEFT JOIN judgements j USING (document)
GROUP BY i.document;

CREATE VIEW unread AS
SELECT d.path, e.kind, e.message, d.document FROM errors e JOIN documents d USING (document);
