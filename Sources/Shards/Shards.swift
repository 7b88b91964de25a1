// Shards: what the tool keeps on disk.
//
// In: the batches of an encode task, the plan, the options of a build. Out: part files (scratch of
// a build), shard files, the plan file and the manifest, and readers of all of them that refuse
// whatever is damaged. docs/FORMAT.md is normative for everything that stays after a build; the
// layout of parts, which do not stay, is described in PartLayout.swift.
//
// This module decides nothing: which records are kept and where they stand comes in a `RowPlan`.
// It never prints, never follows a name out of its data set's directory, and never allocates by a
// count that it has not compared with the bytes that are there.
