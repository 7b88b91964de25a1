// Pipeline: runs a build as tasks that are each done whole or not at all.
//
// In: `BuildOptions`. Out: a data set in a directory, and events for whoever shows progress.
//
//     encode   one unit of input → one part          many at once     EncodeStage, UnitEncoder
//     plan     all parts' facts → rows, fates        one, in a moment PlanStage
//     assemble one shard of the plan → one shard     many at once     AssembleStage, AssembleTask
//     publish  rejected/, report, manifest last      one              PublishStage
//
// A task writes under a temporary name and commits by rename; its receipt comes last, and one
// with a valid receipt is not done again. The module knows no terminal: it takes a stop flag and
// reports counts.
