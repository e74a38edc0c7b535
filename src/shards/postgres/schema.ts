/** Where everything of ours stands in the database; pg-boss has its own schema beside it. */
export const SCHEMA = 'nianbao';
export const BOSS_SCHEMA = 'nianbao_jobs';

/** Steps of the schema, each once, in order; never changed once released. */
export const STEPS: readonly string[] = [
  `
CREATE TABLE nianbao.shard (
  name text PRIMARY KEY,
  -- retired: its portals are elsewhere; what it has archived is still part of the corpus.
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'retired')),
  rows bigint NOT NULL DEFAULT 0,
  pace_ms bigint NOT NULL DEFAULT 0,
  -- The fencing token: counts the leases.
  generation bigint NOT NULL DEFAULT 0,
  worker text,
  leased_at timestamptz,
  lease_until timestamptz,
  ended_at timestamptz,
  -- What the last lease came to.
  outcome text,
  message text,
  left_requests bigint,
  left_portals bigint,
  left_documents bigint,
  failed_requests bigint,
  -- The shard that it was parted from, whose folder it begins with.
  parent text REFERENCES nianbao.shard,
  -- Which data folder it is, so that another one is not taken for it; null: nobody has begun it.
  folder text,
  -- The shard in the object store: files, sizes, digests. Its generation is that of the lease which gave it back.
  manifest jsonb,
  manifest_generation bigint
);
CREATE TABLE nianbao.portal (
  id text PRIMARY KEY,
  shard text NOT NULL REFERENCES nianbao.shard,
  rows bigint NOT NULL,
  pace_ms bigint NOT NULL
);
CREATE INDEX portal_shard ON nianbao.portal (shard);
CREATE TABLE nianbao.host (
  name text PRIMARY KEY,
  shard text NOT NULL REFERENCES nianbao.shard,
  -- A page led to it: no portal is configured there.
  is_met boolean NOT NULL DEFAULT false
);
CREATE INDEX host_shard ON nianbao.host (shard);
-- Which of the configured portals are shared out, as the options of the command line say.
CREATE TABLE nianbao.chosen (filter jsonb NOT NULL);
-- Portals that need a host of another shard: to be brought together.
CREATE TABLE nianbao.wanted_host (
  portal text NOT NULL,
  host text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (portal, host)
);
CREATE TABLE nianbao.worker (
  name text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('crawl', 'read')),
  machine text NOT NULL,
  pid integer NOT NULL,
  version text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  shard text,
  -- The portal whose request ended last.
  portal text,
  requests bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  documents bigint NOT NULL DEFAULT 0
);
-- A lease that has ended in order: what rates are reckoned from.
CREATE TABLE nianbao.visit (
  shard text NOT NULL REFERENCES nianbao.shard,
  generation bigint NOT NULL,
  worker text NOT NULL,
  work text NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text,
  requests bigint,
  failed bigint,
  documents bigint,
  reports_new bigint,
  PRIMARY KEY (shard, generation)
);
CREATE INDEX visit_ended ON nianbao.visit (ended_at);
`,
];
