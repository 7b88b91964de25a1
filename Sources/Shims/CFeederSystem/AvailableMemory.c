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

/// Narrows `memory` to what the group in `folder` may take and leaves: its limit less what it uses, its
/// page cache left out.
static void narrow_to_group(
    cprep_memory *memory, const char *folder, const char *limitName, const char *usageName,
    const char *const cache[2]) {
  char path[4352];
  snprintf(path, sizeof path, "%s/%s", folder, limitName);
  const uint64_t limit = field(path, "", UINT64_MAX);
  if (limit == UINT64_MAX) return;
  if (limit < memory->limit) memory->limit = limit;
  snprintf(path, sizeof path, "%s/%s", folder, usageName);
  uint64_t usage = field(path, "", 0);
  snprintf(path, sizeof path, "%s/memory.stat", folder);
  for (int kind = 0; kind < 2; kind++) {
    const uint64_t cached = field(path, cache[kind], 0);
    usage -= cached < usage ? cached : usage;
  }
  const uint64_t left = limit > usage ? limit - usage : 0;
  if (left < memory->available) memory->available = left;
}

/// Narrows `memory` to the groups from `root` + `group` up to `root`.
static void narrow_to_groups(
    cprep_memory *memory, const char *root, const char *group, const char *limitName,
    const char *usageName, const char *const cache[2]) {
  char folder[4096];
  if (snprintf(folder, sizeof folder, "%s%s", root, group) >= (int)sizeof folder) return;
  for (;;) {
    // In a container the group's own path may not be there, and its root is the group.
    narrow_to_group(memory, folder, limitName, usageName, cache);
    char *slash = strrchr(folder, '/');
    if (!slash || strlen(folder) <= strlen(root)) return;
    *slash = 0;
  }
}

/// Bytes that /proc/meminfo states in kibibytes; UINT64_MAX where it does not.
static uint64_t stated_bytes(const char *key) {
  const uint64_t kibibytes = field("/proc/meminfo", key, UINT64_MAX);
  return kibibytes > UINT64_MAX / 1024 ? UINT64_MAX : 1024 * kibibytes;
}

cprep_memory cprep_memory_now(void) {
  static const char *const cache2[] = {"inactive_file ", "active_file "};
  static const char *const cache1[] = {"total_inactive_file ", "total_active_file "};
  cprep_memory memory = {
      .total = stated_bytes("MemTotal:"),
      .available = stated_bytes("MemAvailable:"),
      .limit = UINT64_MAX,
  };
  FILE *groups = fopen("/proc/self/cgroup", "re");
  if (!groups) return memory;
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
    if (*controllers == 0) {
      narrow_to_groups(
          &memory, "/sys/fs/cgroup", group, "memory.max", "memory.current", cache2);
    } else if (strcmp(controllers, "memory") == 0) {
      narrow_to_groups(
          &memory, "/sys/fs/cgroup/memory", group, "memory.limit_in_bytes",
          "memory.usage_in_bytes", cache1);
    }
  }
  fclose(groups);
  return memory;
}

uint64_t cprep_available_byte_count(void) { return cprep_memory_now().available; }
