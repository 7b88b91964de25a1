#define _GNU_SOURCE
#include "CPrepSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int cprep_processor_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) return CPU_COUNT(&set);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

long long cprep_peak_rss_byte_count(void) {
  // Not getrusage's ru_maxrss: that is kept over exec, so it may be the memory of whoever
  // started this process.
  FILE *status = fopen("/proc/self/status", "r");
  if (!status) return 0;
  char line[256];
  long long kibibytes = 0;
  while (fgets(line, sizeof line, status))
    if (sscanf(line, "VmHWM: %lld kB", &kibibytes) == 1) break;
  fclose(status);
  return kibibytes * 1024;
}

double cprep_processor_seconds(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

int cprep_open_step_by_step(int directory, const char *path, int flags, mode_t mode) {
  if (path[0] == '/') {
    errno = EXDEV;
    return -1;
  }
  int parent = directory;
  int result = -1;
  while (1) {
    size_t length = strcspn(path, "/");
    char name[NAME_MAX + 1];
    if (length > NAME_MAX) {
      errno = ENAMETOOLONG;
      break;
    }
    memcpy(name, path, length);
    name[length] = 0;
    if (strcmp(name, "..") == 0) {
      errno = EXDEV;
      break;
    }
    path += length;
    path += strspn(path, "/");
    int is_last = *path == 0;
    int next = openat(
        parent, name,
        is_last ? flags | O_NOFOLLOW | O_CLOEXEC : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, mode);
    if (is_last) {
      result = next;
      break;
    }
    if (next < 0) break;
    if (parent != directory) close(parent);
    parent = next;
  }
  int reason = errno;
  if (parent != directory) close(parent);
  errno = reason;
  return result;
}

int cprep_open_beneath(int directory, const char *path, int flags, mode_t mode) {
  struct open_how how = {
      .flags = (unsigned)(flags | O_CLOEXEC),
      // openat2 refuses a mode where nothing is made.
      .mode = flags & O_CREAT ? mode : 0,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  long descriptor;
  do {
    descriptor = syscall(SYS_openat2, directory, path, &how, sizeof how);
    // RESOLVE_BENEATH says EAGAIN where something was renamed meanwhile.
  } while (descriptor < 0 && errno == EAGAIN);
  // Kernels before 5.6 do not have it, and some sandboxes forbid what they do not know.
  if (descriptor >= 0 || (errno != ENOSYS && errno != EPERM)) return (int)descriptor;
  return cprep_open_step_by_step(directory, path, flags, mode);
}

int cprep_rename_new(
    int directory, const char *name, int new_directory, const char *new_name) {
  return renameat2(directory, name, new_directory, new_name, RENAME_NOREPLACE);
}
