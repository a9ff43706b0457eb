/*
 * Preloaded into a process (LD_PRELOAD), it counts the calls that the process makes on files below a folder, by whatever
 * code, and fails one of them, or all from one on, as the system would:
 *
 *   FAULTS_BELOW=/tmp/x          what begins so is counted
 *   FAULTS_IN=memory.db          and of that only what has this in its name, if it is given
 *   FAULTS_AT=17 FAULTS_ERRNO=28 which call fails, from 1, and how; FAULTS_REST=1: all behind it, too
 *   FAULTS_COUNT=/tmp/count      a file in which every call leaves a line
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096

static char *names[FILES];
static long calls;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int is_watched(const char *name) {
  static const char *below, *in;
  if (!below && !(below = getenv("FAULTS_BELOW"))) return 0;
  if (!in && !(in = getenv("FAULTS_IN"))) in = "";
  return name && !strncmp(name, below, strlen(below)) && strstr(name, in);
}

/* Whether this call is to fail; errno says how. */
static int fails(const char *call, const char *name) {
  if (!is_watched(name)) return 0;
  static const char *at, *rest, *code, *count;
  pthread_mutex_lock(&lock);
  if (!calls) at = getenv("FAULTS_AT"), rest = getenv("FAULTS_REST"), code = getenv("FAULTS_ERRNO"), count = getenv("FAULTS_COUNT");
  long now = ++calls;
  if (count) {
    FILE *(*open)(const char *, const char *) = dlsym(RTLD_NEXT, "fopen");
    FILE *told = open(count, "a");
    if (told) fprintf(told, "%s %s\n", call, name), fclose(told);
  }
  pthread_mutex_unlock(&lock);
  if (!at || (now != atol(at) && !(rest && now > atol(at)))) return 0;
  errno = atoi(code);
  return 1;
}

static const char *name_of(int fd) { return fd >= 0 && fd < FILES ? names[fd] : NULL; }

static int keep(int fd, const char *name) {
  if (fd >= 0 && fd < FILES) free(names[fd]), names[fd] = is_watched(name) ? strdup(name) : NULL;
  return fd;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)
/* A call on a file that is open, and one on a name. */
#define ON_FILE(type, name, given, args) type name given { REAL(name); return fails(#name, name_of(fd)) ? -1 : real args; }
#define ON_NAME(name, given, args) int name given { REAL(name); return fails(#name, file) ? -1 : real args; }
#define OPENING(name, given, args) \
  int name given { \
    REAL(name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    return fails(#name, file) ? -1 : keep(real args, file); \
  }

OPENING(open, (const char *file, int flags, ...), (file, flags, mode))
OPENING(open64, (const char *file, int flags, ...), (file, flags, mode))
OPENING(openat, (int at, const char *file, int flags, ...), (at, file, flags, mode))
OPENING(openat64, (int at, const char *file, int flags, ...), (at, file, flags, mode))

int close(int fd) {
  REAL(close);
  keep(fd, NULL);
  return real(fd);
}

ON_FILE(ssize_t, write, (int fd, const void *bytes, size_t size), (fd, bytes, size))
ON_FILE(ssize_t, pwrite, (int fd, const void *bytes, size_t size, off_t at), (fd, bytes, size, at))
ON_FILE(ssize_t, pwrite64, (int fd, const void *bytes, size_t size, off64_t at), (fd, bytes, size, at))
ON_FILE(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
ON_FILE(ssize_t, read, (int fd, void *bytes, size_t size), (fd, bytes, size))
ON_FILE(ssize_t, pread, (int fd, void *bytes, size_t size, off_t at), (fd, bytes, size, at))
ON_FILE(ssize_t, pread64, (int fd, void *bytes, size_t size, off64_t at), (fd, bytes, size, at))
ON_FILE(int, fsync, (int fd), (fd))
ON_FILE(int, fdatasync, (int fd), (fd))
ON_FILE(int, ftruncate, (int fd, off_t size), (fd, size))
ON_FILE(int, ftruncate64, (int fd, off64_t size), (fd, size))

ON_NAME(truncate, (const char *file, off_t size), (file, size))
ON_NAME(rename, (const char *file, const char *to), (file, to))
ON_NAME(link, (const char *file, const char *to), (file, to))
ON_NAME(unlink, (const char *file), (file))
ON_NAME(rmdir, (const char *file), (file))
ON_NAME(mkdir, (const char *file, mode_t mode), (file, mode))

/* What is copied without being read: Node's copyFile tries these in turn. */
ssize_t copy_file_range(int fd, off64_t *from, int to, off64_t *at, size_t size, unsigned flags) {
  REAL(copy_file_range);
  return fails("copy_file_range", name_of(to)) ? -1 : real(fd, from, to, at, size, flags);
}
ssize_t sendfile(int to, int fd, off_t *at, size_t size) {
  REAL(sendfile);
  return fails("sendfile", name_of(to)) ? -1 : real(to, fd, at, size);
}

/* libuv makes it by its number. */
long syscall(long number, ...) {
  REAL(syscall);
  long given[6];
  va_list more;
  va_start(more, number);
  for (int at = 0; at < 6; at += 1) given[at] = va_arg(more, long);
  va_end(more);
  if (number == SYS_copy_file_range && fails("copy_file_range", name_of((int)given[2]))) return -1;
  return real(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}
