#include "CZlib.h"

#include <stdlib.h>
#include <zlib.h>

struct cprep_gzip_stream {
  z_stream z;
};

// zlib counts in 32 bits.
static uInt clipped(size_t count) { return count > 1u << 30 ? 1u << 30 : (uInt)count; }

cprep_gzip_stream *cprep_gzip_create(void) {
  cprep_gzip_stream *stream = calloc(1, sizeof *stream);
  // 15: the largest window; 16: gzip members only, no bare zlib streams.
  if (stream && inflateInit2(&stream->z, 15 + 16) != Z_OK) {
    free(stream);
    return NULL;
  }
  return stream;
}

void cprep_gzip_free(cprep_gzip_stream *stream) {
  if (!stream) return;
  inflateEnd(&stream->z);
  free(stream);
}

cprep_gzip_status cprep_gzip_decompress(cprep_gzip_stream *stream, const void *input,
                                        size_t inputByteCount, size_t *consumedByteCount,
                                        void *output, size_t outputByteCount,
                                        size_t *producedByteCount) {
  z_stream *z = &stream->z;
  uInt inputCount = clipped(inputByteCount), outputCount = clipped(outputByteCount);
  z->next_in = (Bytef *)input;
  z->avail_in = inputCount;
  z->next_out = output;
  z->avail_out = outputCount;
  int status = inflate(z, Z_NO_FLUSH);
  *consumedByteCount = inputCount - z->avail_in;
  *producedByteCount = outputCount - z->avail_out;
  switch (status) {
    case Z_STREAM_END:
      inflateReset(z);
      return cprep_gzip_member_end;
    case Z_OK:
    case Z_BUF_ERROR:  // nothing could be done with what was there
      return cprep_gzip_more;
    case Z_MEM_ERROR:
      return cprep_gzip_out_of_memory;
    default:
      return cprep_gzip_corrupt;
  }
}

const char *cprep_gzip_message(const cprep_gzip_stream *stream) {
  return stream->z.msg ? stream->z.msg : "corrupt data";
}

const char *cprep_zlib_version(void) { return zlibVersion(); }
