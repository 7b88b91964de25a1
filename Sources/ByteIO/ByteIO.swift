// ByteIO
