// ByteIO: bytes on disk and in memory, for every stage.
//
// In: paths and spans of bytes. Out: buffers, files that appear whole or not at all, checksums,
// zstd frames, small JSON documents, locks and threads. This is the one module in which pointers
// are at home; it knows nothing of records, tokens or shards, and never prints.
