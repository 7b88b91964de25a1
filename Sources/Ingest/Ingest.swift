// Ingest: from input files to parsed records.
//
// In: the paths a user names. Out: units (runs of whole records of the decompressed input), and
// from each unit its records, about a mebibyte of text at a time, as `ConversationBatch`.
//
//     InputCatalog   arguments ─▶ files, in a fixed order
//     InputFormats   a file's first bytes ─▶ how records lie in it: lines, an array
//     InputTasks     files ─▶ encode tasks: ranges of them, and groups of small files
//     UnitReader     tasks ─▶ units: borders, decompression             one, behind a lock
//     InputUnit      a unit's bytes, read outside the lock, and their hash   one a worker
//     RecordParser   a unit's records ─▶ JSON ─▶ record forms ─▶ batches   one a worker
//
// A line that gives no record gives a rejection with its place and the reason: nothing is skipped
// but blank lines. This module never judges what a text says, never keeps a whole input in
// memory, and never prints.
