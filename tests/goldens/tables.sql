CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE name (
  nid INTEGER NOT NULL,
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  fold TEXT NOT NULL,
  language TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (nid, place)
) WITHOUT ROWID;
CREATE INDEX name_fold ON name (fold, nid);
CREATE TABLE word (
  text TEXT PRIMARY KEY,
  reversed TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX word_reversed ON word (reversed);
CREATE TABLE occurrence (
  word TEXT NOT NULL,
  size INTEGER NOT NULL,
  nid INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (word, size, nid, place)
) WITHOUT ROWID;
CREATE TABLE fact (
  fid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject INTEGER NOT NULL,
  property TEXT NOT NULL,
  slot TEXT NOT NULL,
  object INTEGER,
  value TEXT,
  language TEXT,
  qualifiers TEXT NOT NULL,
  conflicting INTEGER NOT NULL
);
CREATE INDEX fact_subject ON fact (subject, slot);
CREATE INDEX fact_link ON fact (subject, property, object) WHERE object IS NOT NULL;
CREATE INDEX fact_object ON fact (object, property, subject);
CREATE TABLE degree (
  nid INTEGER NOT NULL,
  property TEXT NOT NULL,
  forward INTEGER NOT NULL,
  links INTEGER NOT NULL,
  PRIMARY KEY (nid, property, forward)
) WITHOUT ROWID;
CREATE TABLE claim (
  fid INTEGER NOT NULL,
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  property TEXT NOT NULL,
  object TEXT NOT NULL,
  value TEXT NOT NULL,
  language TEXT NOT NULL,
  qualifiers TEXT NOT NULL,
  kind TEXT NOT NULL,
  document INTEGER,
  quote TEXT,
  start INTEGER,
  "end" INTEGER,
  rule TEXT NOT NULL,
  PRIMARY KEY (fid, place)
) WITHOUT ROWID;
CREATE UNIQUE INDEX claim_id ON claim (id);
CREATE INDEX claim_document ON claim (document);
CREATE TABLE origin (
  oid INTEGER PRIMARY KEY,
  root TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  UNIQUE (root, name)
);
CREATE TABLE support (
  origin INTEGER NOT NULL,
  claim TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (origin, claim)
) WITHOUT ROWID;
CREATE INDEX support_claim ON support (claim);
CREATE TABLE judgement (
  root TEXT NOT NULL,
  action TEXT NOT NULL,
  id TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (root, action, id, other)
) WITHOUT ROWID;
CREATE TABLE successor (
  id TEXT PRIMARY KEY,
  successor TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE aside (
  claim TEXT NOT NULL,
  root TEXT NOT NULL,
  name TEXT NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL
);
CREATE TABLE "entity" (
  nid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  names TEXT NOT NULL,
  "description" TEXT,
  "same_as" TEXT
);
CREATE INDEX entity_type_fold ON entity (type, fold, id);
CREATE INDEX entity_type_id ON entity (type, id);
CREATE TABLE "Country" (
  nid INTEGER PRIMARY KEY,
  "code" TEXT
);
CREATE INDEX "Country_code" ON "Country" ("code");
CREATE TABLE "City" (
  nid INTEGER PRIMARY KEY,
  "latitude" REAL,
  "longitude" REAL,
  "geonames_id" INTEGER
);
CREATE INDEX "City_latitude" ON "City" ("latitude");
CREATE INDEX "City_longitude" ON "City" ("longitude");
CREATE INDEX "City_geonames_id" ON "City" ("geonames_id");
CREATE TABLE "Institution" (
  nid INTEGER PRIMARY KEY,
  "kind" TEXT,
  "legal_form" TEXT,
  "founded" TEXT,
  "founded_first" INTEGER,
  "founded_last" INTEGER,
  "founded_year" INTEGER
);
CREATE INDEX "Institution_founded" ON "Institution" ("founded_first", "founded_last");
CREATE TABLE "Programme" (
  nid INTEGER PRIMARY KEY,
  "kind" TEXT,
  "also_kinds" TEXT,
  "started" TEXT,
  "started_first" INTEGER,
  "started_last" INTEGER,
  "started_year" INTEGER
);
CREATE INDEX "Programme_started" ON "Programme" ("started_first", "started_last");
CREATE TABLE "Strategy" (
  nid INTEGER PRIMARY KEY,
  "period" TEXT,
  "period_first" INTEGER,
  "period_last" INTEGER,
  "period_year" INTEGER
);
CREATE INDEX "Strategy_period" ON "Strategy" ("period_first", "period_last");
CREATE TABLE "Goal" (
  nid INTEGER PRIMARY KEY,
  "kind" TEXT,
  "text" TEXT,
  "text_fold" TEXT
);
CREATE TABLE "PolicyArea" (
  nid INTEGER PRIMARY KEY
);
CREATE TABLE "Project" (
  nid INTEGER PRIMARY KEY,
  "period" TEXT,
  "period_first" INTEGER,
  "period_last" INTEGER,
  "period_year" INTEGER,
  "budget" TEXT,
  "budget_currency" TEXT,
  "budget_number" REAL,
  "reference" TEXT
);
CREATE INDEX "Project_period" ON "Project" ("period_first", "period_last");
CREATE TABLE "Event" (
  nid INTEGER PRIMARY KEY,
  "kind" TEXT,
  "when" TEXT,
  "when_first" INTEGER,
  "when_last" INTEGER,
  "when_year" INTEGER
);
CREATE INDEX "Event_when" ON "Event" ("when_first", "when_last");
CREATE TABLE "Document" (
  nid INTEGER PRIMARY KEY,
  "kind" TEXT,
  "url" TEXT,
  "issued" TEXT,
  "issued_first" INTEGER,
  "issued_last" INTEGER,
  "issued_year" INTEGER,
  "language" TEXT,
  "sha256" TEXT,
  "text" TEXT,
  "text_fold" TEXT
);
CREATE INDEX "Document_url" ON "Document" ("url");
CREATE INDEX "Document_issued" ON "Document" ("issued_first", "issued_last");
CREATE TABLE "Observation" (
  nid INTEGER PRIMARY KEY,
  "measure" TEXT,
  "value" REAL,
  "unit" TEXT,
  "qualifier" TEXT,
  "date" TEXT,
  "date_first" INTEGER,
  "date_last" INTEGER,
  "date_year" INTEGER
);
CREATE INDEX "Observation_value" ON "Observation" ("value");
CREATE INDEX "Observation_date" ON "Observation" ("date_first", "date_last");
CREATE TABLE "MEMBER_OF" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  "since" TEXT,
  "since_first" INTEGER,
  "since_last" INTEGER,
  "since_year" INTEGER,
  "until" TEXT,
  "until_first" INTEGER,
  "until_last" INTEGER,
  "until_year" INTEGER,
  "role" TEXT,
  "order" INTEGER,
  "rank" TEXT,
  "rank_fold" TEXT,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "MEMBER_OF_dst" ON "MEMBER_OF" (dst, "since_first", "since_last", src);
CREATE TABLE "ADOPTED" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  "on" TEXT,
  "on_first" INTEGER,
  "on_last" INTEGER,
  "on_year" INTEGER,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "ADOPTED_dst" ON "ADOPTED" (dst, "on_first", "on_last", src);
CREATE TABLE "PARTNER_IN" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  "role" TEXT,
  "role_text" TEXT,
  "role_text_fold" TEXT,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "PARTNER_IN_dst" ON "PARTNER_IN" (dst, src);
CREATE TABLE "PUBLISHED" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "PUBLISHED_dst" ON "PUBLISHED" (dst, src);
CREATE TABLE "TOOK_PART_IN" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  "role" TEXT,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "TOOK_PART_IN_dst" ON "TOOK_PART_IN" (dst, src);
CREATE TABLE "FOUNDED_BY" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "FOUNDED_BY_dst" ON "FOUNDED_BY" (dst, src);
CREATE TABLE "IN_AREA" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "IN_AREA_dst" ON "IN_AREA" (dst, src);
CREATE TABLE "HAS_GOAL" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "HAS_GOAL_dst" ON "HAS_GOAL" (dst, src);
CREATE TABLE "RUN_BY" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "RUN_BY_dst" ON "RUN_BY" (dst, src);
CREATE TABLE "FUNDED_BY" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  "amount" TEXT,
  "amount_currency" TEXT,
  "amount_number" REAL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "FUNDED_BY_dst" ON "FUNDED_BY" (dst, src);
CREATE TABLE "LOCATED_IN" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "LOCATED_IN_dst" ON "LOCATED_IN" (dst, src);
CREATE TABLE "PART_OF" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "PART_OF_dst" ON "PART_OF" (dst, src);
CREATE TABLE "REPLACES" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "REPLACES_dst" ON "REPLACES" (dst, src);
CREATE TABLE "HELD_IN" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "HELD_IN_dst" ON "HELD_IN" (dst, src);
CREATE TABLE "EVENT_OF" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "EVENT_OF_dst" ON "EVENT_OF" (dst, src);
CREATE TABLE "ORGANISED_BY" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "ORGANISED_BY_dst" ON "ORGANISED_BY" (dst, src);
CREATE TABLE "OBSERVED_OF" (
  src INTEGER NOT NULL,
  dst INTEGER NOT NULL,
  fact INTEGER NOT NULL,
  PRIMARY KEY (src, dst)
) WITHOUT ROWID;
CREATE INDEX "OBSERVED_OF_dst" ON "OBSERVED_OF" (dst, src);
