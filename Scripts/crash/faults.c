// Makes the k-th call of one kind fail for files in one folder, or moves the wall clock: to be preloaded by tests.
//
// FAULT_CALL=write|fsync|rename|open  FAULT_AT=k  FAULT_ERRNO=number  FAULT_FOLDER=path   CLOCK_OFFSET=seconds
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static atomic_long calls;

static int is_inside(const char *path) {
  const char *folder = getenv("FAULT_FOLDER");
  return folder && path && strstr(path, folder) != NULL;
}

static int is_due(const char *call, const char *path) {
  const char *wanted = getenv("FAULT_CALL"), *at = getenv("FAULT_AT"), *number = getenv("FAULT_ERRNO");
  if (!wanted || !at || !number || strcmp(wanted, call) != 0 || !is_inside(path)) return 0;
  // From the k-th call on: a full disk stays full.
  if (atomic_fetch_add(&calls, 1) + 1 < atol(at)) return 0;
  errno = atoi(number);
  return 1;
}

static int is_due_for(const char *call, int descriptor) {
  if (!getenv("FAULT_CALL")) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  int saved = errno;
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = saved;
  if (length < 0) return 0;
  path[length] = 0;
  return is_due(call, path);
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t write(int descriptor, const void *bytes, size_t count) {
  REAL(ssize_t, write, int, const void *, size_t);
  return is_due_for("write", descriptor) ? -1 : real(descriptor, bytes, count);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
  return is_due_for("write", descriptor) ? -1 : real(descriptor, bytes, count, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
  return is_due_for("write", descriptor) ? -1 : real(descriptor, bytes, count, offset);
}
int fsync(int descriptor) {
  REAL(int, fsync, int);
  return is_due_for("fsync", descriptor) ? -1 : real(descriptor);
}
int fdatasync(int descriptor) {
  REAL(int, fdatasync, int);
  return is_due_for("fsync", descriptor) ? -1 : real(descriptor);
}
int rename(const char *from, const char *to) {
  REAL(int, rename, const char *, const char *);
  return is_due("rename", to) ? -1 : real(from, to);
}

// What a call relative to the folder `descriptor` names.
static const char *full_path(int descriptor, const char *path, char *full, size_t size) {
  if (path[0] == '/' || descriptor == AT_FDCWD) return path;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  int saved = errno;
  ssize_t length = readlink(link, full, size - 1);
  errno = saved;
  if (length < 0) return path;
  snprintf(full + length, size - length, "/%s", path);
  return full;
}
int renameat(int from, const char *old, int to, const char *new) {
  REAL(int, renameat, int, const char *, int, const char *);
  char full[8192];
  return is_due("rename", full_path(to, new, full, sizeof full)) ? -1 : real(from, old, to, new);
}

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(int, name, int, const char *, int, ...); \
    va_list arguments; \
    va_start(arguments, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments); \
    int writes = (flags & O_ACCMODE) != O_RDONLY; \
    char full[8192]; \
    return writes && is_due("open", full_path(folder, path, full, sizeof full)) ? -1 : real(folder, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, name, const char *, int, ...); \
    va_list arguments; \
    va_start(arguments, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments); \
    int writes = (flags & O_ACCMODE) != O_RDONLY; \
    return writes && is_due("open", path) ? -1 : real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

int clock_gettime(clockid_t clock, struct timespec *now) {
  REAL(int, clock_gettime, clockid_t, struct timespec *);
  int result = real(clock, now);
  const char *offset = getenv("CLOCK_OFFSET");
  if (result == 0 && clock == CLOCK_REALTIME && offset) now->tv_sec += atol(offset);
  return result;
}
int gettimeofday(struct timeval *now, void *zone) {
  REAL(int, gettimeofday, struct timeval *, void *);
  int result = real(now, zone);
  const char *offset = getenv("CLOCK_OFFSET");
  if (result == 0 && offset) now->tv_sec += atol(offset);
  return result;
}
time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
