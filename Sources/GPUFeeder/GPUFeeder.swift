// GPUFeeder: from a finished data set to batches in a trainer's hands.
//
// In: data sets as `Shards` reads them. Out: batches of rows in a ring of host slots, ordinary or
// pinned, and copies of them into device memory that the trainer owns. Order is a pure function
// (docs/FEEDER.md, "Order"); threads fill the ring and never call CUDA; nothing here runs a worker
// process, keeps a file or prints, but for the notice of a long wait.
