#include "CFeederSystem.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/// The number after `key` at the start of a line of `path`; `absent` where there is none.
static uint64_t field(const char *path, const char *key, uint64_t absent) {
  FILE *file = fopen(path, "re");
  if (!file) return absent;
  char line[256];
  const size_t length = strlen(key);
  uint64_t value = absent;
  while (fgets(line, sizeof line, file)) {
    uint64_t found;
    // A limit of "max" is no number, and none.
    if (strncmp(line, key, length) == 0 && sscanf(line + length, "%" SCNu64, &found) == 1) {
      value = found;
      break;
    }
  }
  fclose(file);
  return value;
}

/// What the group in `folder` leaves: its limit less what it uses, its page cache left out.
static uint64_t left_of_group(
    const char *folder, const char *limitName, const char *usageName, const char *const cache[2]) {
  char path[4352];
  snprintf(path, sizeof path, "%s/%s", folder, limitName);
  const uint64_t limit = field(path, "", UINT64_MAX);
  if (limit == UINT64_MAX) return UINT64_MAX;
  snprintf(path, sizeof path, "%s/%s", folder, usageName);
  uint64_t usage = field(path, "", 0);
  snprintf(path, sizeof path, "%s/memory.stat", folder);
  for (int kind = 0; kind < 2; kind++) {
    const uint64_t cached = field(path, cache[kind], 0);
    usage -= cached < usage ? cached : usage;
  }
  return limit > usage ? limit - usage : 0;
}

/// The least that the groups from `root` + `group` up to `root` leave.
static uint64_t left_of_groups(
    const char *root, const char *group, const char *limitName, const char *usageName,
    const char *const cache[2]) {
  char folder[4096];
  if (snprintf(folder, sizeof folder, "%s%s", root, group) >= (int)sizeof folder) {
    return UINT64_MAX;
  }
  uint64_t least = UINT64_MAX;
  for (;;) {
    // In a container the group's own path may not be there, and its root is the group.
    const uint64_t left = left_of_group(folder, limitName, usageName, cache);
    if (left < least) least = left;
    char *slash = strrchr(folder, '/');
    if (!slash || strlen(folder) <= strlen(root)) return least;
    *slash = 0;
  }
}

uint64_t cprep_available_byte_count(void) {
  static const char *const cache2[] = {"inactive_file ", "active_file "};
  static const char *const cache1[] = {"total_inactive_file ", "total_active_file "};
  const uint64_t kibibytes = field("/proc/meminfo", "MemAvailable:", UINT64_MAX);
  uint64_t least = kibibytes > UINT64_MAX / 1024 ? UINT64_MAX : 1024 * kibibytes;
  FILE *groups = fopen("/proc/self/cgroup", "re");
  if (!groups) return least;
  char line[4096];
  while (fgets(line, sizeof line, groups)) {
    line[strcspn(line, "\n")] = 0;
    // NUMBER:CONTROLLERS:PATH, without controllers in version 2.
    char *controllers = strchr(line, ':');
    char *group = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!group) continue;
    *group++ = 0;
    controllers++;
    if (strcmp(group, "/") == 0) group = "";
    uint64_t left = UINT64_MAX;
    if (*controllers == 0) {
      left = left_of_groups("/sys/fs/cgroup", group, "memory.max", "memory.current", cache2);
    } else if (strcmp(controllers, "memory") == 0) {
      left = left_of_groups(
          "/sys/fs/cgroup/memory", group, "memory.limit_in_bytes", "memory.usage_in_bytes",
          cache1);
    }
    if (left < least) least = left;
  }
  fclose(groups);
  return least;
}
