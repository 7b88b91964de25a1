// GPUFeederABI: the C interface of the feeder, and nothing else.
//
// In: calls by the words of gpufeeder.h, which is the source of truth. Out: the same of `Feeder`.
// No logic: pointers are checked, values are translated, errors become a status and a message.
