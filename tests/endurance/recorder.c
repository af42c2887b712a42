/* Records what a process gives to its files, or ends the process before one such call.
 *
 * Preloaded (LD_PRELOAD); does nothing until recorder_arm is called through ctypes. From then on
 * every call that changes something below the chosen folder is counted, written to a log with its
 * data, and may be the one before which (or in the middle of which) the process is killed as
 * kill -9 does. Log format: struct record, then both paths, then the data; see journal.py.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
    OPEN = 1, WRITE, TRUNCATE, SYNC, CLOSE, RENAME, UNLINK, MKDIR, RMDIR, LINK, CHMOD, FCHMOD,
    MARK, MAP, UNKNOWN, FAILED
};

struct record {
    uint8_t operation;
    uint8_t created;
    uint16_t first_length;
    uint16_t second_length;
    uint16_t unused;
    int32_t descriptor;
    int32_t number; /* flags or mode */
    int64_t offset; /* or size */
    uint32_t data_length;
} __attribute__((packed));

#define MOST_DESCRIPTORS 65536

static char root[PATH_MAX];
static size_t root_length;
static int armed, lying, everything, log_descriptor = -1;
static long count, kill_at, torn_permille;
static unsigned char tracked[MOST_DESCRIPTORS];
static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(name, type, ...)                                                                   \
    static type (*real)(__VA_ARGS__);                                                           \
    if (real == NULL) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

/* ---- what the harness calls ------------------------------------------------------------- */

/* Start. at: 1 = before the first counted call, 0 = never. permille: -1 kills before the call,
 * otherwise so much of a write is done first. lie: fsync answers "done" and does nothing. */
void recorder_arm(const char *folder, int log, long at, long permille, int lie)
{
    pthread_mutex_lock(&turn);
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    everything = root_length == 1;
    memset(tracked, 0, sizeof tracked);
    log_descriptor = log;
    kill_at = at;
    torn_permille = permille;
    lying = lie;
    count = 0;
    armed = 1;
    pthread_mutex_unlock(&turn);
}

long recorder_disarm(void)
{
    armed = 0;
    return count;
}

long recorder_count(void) { return count; }

static void put(const void *data, size_t length)
{
    const char *at = data;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, log_descriptor, at, length);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) _exit(97); /* a gap in the log would prove nothing */
        at += done;
        length -= (size_t)done;
    }
}

static void note(int operation, int created, int descriptor, int number, int64_t offset,
                 const char *first, const char *second, const void *data, size_t length)
{
    if (log_descriptor < 0) return;
    int kept = errno;
    struct record record = {
        .operation = (uint8_t)operation,
        .created = (uint8_t)created,
        .first_length = (uint16_t)(first ? strlen(first) : 0),
        .second_length = (uint16_t)(second ? strlen(second) : 0),
        .descriptor = descriptor,
        .number = number,
        .offset = offset,
        .data_length = (uint32_t)length,
    };
    put(&record, sizeof record);
    if (first) put(first, record.first_length);
    if (second) put(second, record.second_length);
    if (length) put(data, length);
    errno = kept;
}

/* A sign of the harness itself, e.g. that an entry was acknowledged; in order with all else. */
void recorder_mark(const void *data, size_t length)
{
    pthread_mutex_lock(&turn);
    if (armed) note(MARK, 0, -1, 0, 0, NULL, NULL, data, length);
    pthread_mutex_unlock(&turn);
}

/* A counted call that changed nothing: it keeps log and count in step. */
static void note_failure(const char *path)
{
    note(FAILED, 0, -1, 0, 0, path, NULL, NULL, 0);
}

/* ---- counting and dying ----------------------------------------------------------------- */

static void die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static int is_the_one(void)
{
    count++;
    return kill_at > 0 && count == kill_at;
}

static void step(void)
{
    if (is_the_one()) die();
}

/* ---- which files ------------------------------------------------------------------------ */

static int below(const char *path)
{
    if (everything) return 1;
    return strncmp(path, root, root_length) == 0 &&
           (path[root_length] == '/' || path[root_length] == '\0');
}

static int follows(int descriptor)
{
    if (!armed || descriptor < 0 || descriptor >= MOST_DESCRIPTORS) return 0;
    return (everything && descriptor != log_descriptor) || tracked[descriptor];
}

/* The absolute path that a call means. */
static const char *full(int folder, const char *path, char *into)
{
    if (path == NULL) return "";
    if (path[0] == '/') return path;
    char link[64], base[PATH_MAX / 2];
    if (folder == AT_FDCWD) {
        snprintf(link, sizeof link, "/proc/self/cwd");
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    }
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, base, sizeof base - 1);
    if (length < 0) return path;
    base[length] = '\0';
    if (path[0] == '\0' || strcmp(path, ".") == 0) {
        snprintf(into, PATH_MAX, "%s", base);
    } else {
        snprintf(into, PATH_MAX, "%s/%s", base, path);
    }
    return into;
}

static int exists(const char *path)
{
    return syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
}

/* ---- open and close --------------------------------------------------------------------- */

static int open_it(int folder, const char *path, int flags, mode_t mode)
{
    char buffer[PATH_MAX];
    int kept = errno;
    const char *where = armed ? full(folder, path, buffer) : path;
    int mine = armed && below(where);
    int was_there = mine ? exists(where) : 1;
    errno = kept;
    pthread_mutex_lock(&turn);
    int changes = mine && (((flags & O_CREAT) && !was_there) || (flags & O_TRUNC));
    if (changes) step();
    int descriptor = (int)syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
    if (mine && descriptor >= 0 && descriptor < MOST_DESCRIPTORS) {
        tracked[descriptor] = 1;
        struct stat state;
        int real_mode = fstat(descriptor, &state) == 0 ? (int)(state.st_mode & 07777) : 0;
        note(OPEN, !was_there && (flags & O_CREAT), descriptor, flags, real_mode, where, NULL, NULL,
             0);
    }
    if (changes && descriptor < 0) note_failure(where);
    pthread_mutex_unlock(&turn);
    return descriptor;
}

static mode_t mode_of(int flags, va_list rest)
{
    return (flags & (O_CREAT | __O_TMPFILE)) ? (mode_t)va_arg(rest, int) : 0;
}

#define OPENER(name)                                                                            \
    int name(const char *path, int flags, ...)                                                  \
    {                                                                                           \
        va_list rest;                                                                           \
        va_start(rest, flags);                                                                  \
        mode_t mode = mode_of(flags, rest);                                                     \
        va_end(rest);                                                                           \
        return open_it(AT_FDCWD, path, flags, mode);                                            \
    }
OPENER(open)
OPENER(open64)

#define OPENER_AT(name)                                                                         \
    int name(int folder, const char *path, int flags, ...)                                      \
    {                                                                                           \
        va_list rest;                                                                           \
        va_start(rest, flags);                                                                  \
        mode_t mode = mode_of(flags, rest);                                                     \
        va_end(rest);                                                                           \
        return open_it(folder, path, flags, mode);                                              \
    }
OPENER_AT(openat)
OPENER_AT(openat64)

int __open_2(const char *path, int flags) { return open_it(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_it(AT_FDCWD, path, flags, 0); }
int __openat_2(int at, const char *path, int flags) { return open_it(at, path, flags, 0); }
int __openat64_2(int at, const char *path, int flags) { return open_it(at, path, flags, 0); }

int creat(const char *path, mode_t mode)
{
    return open_it(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int creat64(const char *path, mode_t mode) { return creat(path, mode); }

int close(int descriptor)
{
    if (!follows(descriptor)) return (int)syscall(SYS_close, descriptor);
    pthread_mutex_lock(&turn);
    note(CLOSE, 0, descriptor, 0, 0, NULL, NULL, NULL, 0);
    tracked[descriptor] = 0;
    int done = (int)syscall(SYS_close, descriptor);
    pthread_mutex_unlock(&turn);
    return done;
}

/* ---- data -------------------------------------------------------------------------------- */

static int64_t place_of(int descriptor)
{
    int kept = errno;
    struct stat state;
    int64_t at = 0;
    if (fcntl(descriptor, F_GETFL) & O_APPEND) {
        if (fstat(descriptor, &state) == 0) at = state.st_size;
    } else {
        at = lseek(descriptor, 0, SEEK_CUR); /* -1 for a pipe, which has no places */
    }
    errno = kept;
    return at < 0 ? 0 : at;
}

/* at < 0: where the file stands. */
static ssize_t write_it(int descriptor, const void *data, size_t length, int64_t at)
{
    if (!follows(descriptor)) {
        return at < 0 ? syscall(SYS_write, descriptor, data, length)
                      : syscall(SYS_pwrite64, descriptor, data, length, at);
    }
    pthread_mutex_lock(&turn);
    int64_t place = at < 0 ? place_of(descriptor) : at;
    size_t wanted = length;
    int last = is_the_one();
    if (last && torn_permille < 0) die();
    if (last) wanted = (size_t)((double)length * (double)torn_permille / 1000.0);
    ssize_t done = at < 0 ? syscall(SYS_write, descriptor, data, wanted)
                          : syscall(SYS_pwrite64, descriptor, data, wanted, at);
    if (done > 0) note(WRITE, 0, descriptor, 0, place, NULL, NULL, data, (size_t)done);
    if (done <= 0) note_failure("");
    if (last) die();
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int descriptor, const void *data, size_t length)
{
    return write_it(descriptor, data, length, -1);
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t at)
{
    return write_it(descriptor, data, length, at);
}

ssize_t pwrite64(int descriptor, const void *data, size_t length, off64_t at)
{
    return write_it(descriptor, data, length, at);
}

static ssize_t write_parts(int descriptor, const struct iovec *parts, int number, int64_t at)
{
    ssize_t all = 0;
    for (int i = 0; i < number; i++) {
        if (parts[i].iov_len == 0) continue;
        ssize_t done = write_it(descriptor, parts[i].iov_base, parts[i].iov_len,
                                at < 0 ? -1 : at + all);
        if (done < 0) return all > 0 ? all : done;
        all += done;
        if ((size_t)done < parts[i].iov_len) break;
    }
    return all;
}

ssize_t writev(int descriptor, const struct iovec *parts, int number)
{
    if (!follows(descriptor)) return syscall(SYS_writev, descriptor, parts, number);
    return write_parts(descriptor, parts, number, -1);
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int number, off_t at)
{
    return write_parts(descriptor, parts, number, at);
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int number, off64_t at)
{
    return write_parts(descriptor, parts, number, at);
}

ssize_t pwritev2(int descriptor, const struct iovec *parts, int number, off_t at, int flags)
{
    (void)flags;
    return write_parts(descriptor, parts, number, at);
}

ssize_t pwritev64v2(int descriptor, const struct iovec *parts, int number, off64_t at, int flags)
{
    (void)flags;
    return write_parts(descriptor, parts, number, at);
}

/* What the kernel copies by itself is read here and written as above: the bytes must be seen. */
static ssize_t carry(int to, int from, int64_t *from_place, int64_t *to_place, size_t length)
{
    char piece[65536];
    size_t wanted = length < sizeof piece ? length : sizeof piece;
    ssize_t got = from_place ? pread(from, piece, wanted, *from_place) : read(from, piece, wanted);
    if (got <= 0) return got;
    ssize_t done = write_it(to, piece, (size_t)got, to_place ? *to_place : -1);
    if (done > 0 && from_place) *from_place += done;
    if (done > 0 && to_place) *to_place += done;
    return done;
}

ssize_t sendfile(int to, int from, off_t *place, size_t length)
{
    if (!follows(to)) return syscall(SYS_sendfile, to, from, place, length);
    return carry(to, from, place, NULL, length);
}

ssize_t sendfile64(int to, int from, off64_t *place, size_t length)
{
    if (!follows(to)) return syscall(SYS_sendfile, to, from, place, length);
    return carry(to, from, place, NULL, length);
}

ssize_t copy_file_range(int from, off64_t *from_place, int to, off64_t *to_place, size_t length,
                        unsigned flags)
{
    if (!follows(to)) {
        return syscall(SYS_copy_file_range, from, from_place, to, to_place, length, flags);
    }
    return carry(to, from, from_place, to_place, length);
}

static int truncate_it(int descriptor, int64_t size)
{
    if (!follows(descriptor)) return (int)syscall(SYS_ftruncate, descriptor, size);
    pthread_mutex_lock(&turn);
    step();
    int done = (int)syscall(SYS_ftruncate, descriptor, size);
    if (done == 0) note(TRUNCATE, 0, descriptor, 0, size, NULL, NULL, NULL, 0);
    else note_failure("");
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate(int descriptor, off_t size) { return truncate_it(descriptor, size); }
int ftruncate64(int descriptor, off64_t size) { return truncate_it(descriptor, size); }

/* A disk that has no such call makes its callers write zeros, which are seen. */
int fallocate(int descriptor, int mode, off_t at, off_t length)
{
    if (!follows(descriptor)) return (int)syscall(SYS_fallocate, descriptor, mode, at, length);
    errno = EOPNOTSUPP;
    return -1;
}

int fallocate64(int descriptor, int mode, off64_t at, off64_t length)
{
    return fallocate(descriptor, mode, at, length);
}

int posix_fallocate(int descriptor, off_t at, off_t length)
{
    if (!follows(descriptor)) {
        return syscall(SYS_fallocate, descriptor, 0, at, length) == 0 ? 0 : errno;
    }
    return EOPNOTSUPP;
}

int posix_fallocate64(int descriptor, off64_t at, off64_t length)
{
    return posix_fallocate(descriptor, at, length);
}

static int sync_it(int descriptor, long call)
{
    if (!follows(descriptor)) return (int)syscall(call, descriptor);
    if (lying) return 0;
    pthread_mutex_lock(&turn);
    step();
    int done = (int)syscall(call, descriptor);
    if (done == 0) note(SYNC, 0, descriptor, 0, 0, NULL, NULL, NULL, 0);
    else note_failure("");
    pthread_mutex_unlock(&turn);
    return done;
}

int fsync(int descriptor) { return sync_it(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return sync_it(descriptor, SYS_fdatasync); }

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t at)
{
    void *found = (void *)syscall(SYS_mmap, address, length, protection, flags, descriptor, at);
    if (armed && descriptor >= 0 && (flags & MAP_SHARED) && (protection & PROT_WRITE) &&
        follows(descriptor)) {
        pthread_mutex_lock(&turn);
        note(MAP, 0, descriptor, 0, at, NULL, NULL, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return found;
}

void *mmap64(void *address, size_t length, int protection, int flags, int descriptor, off64_t at)
{
    return mmap(address, length, protection, flags, descriptor, at);
}

/* ---- names ------------------------------------------------------------------------------- */

/* One change of names; flags go into the log. */
#define CHANGE(operation, number, first, second, call)                                          \
    char first_buffer[PATH_MAX], second_buffer[PATH_MAX];                                       \
    const char *one = armed ? first : "", *other = armed ? second : "";                         \
    (void)second_buffer;                                                                        \
    if (!armed || !(below(one) || (other[0] && below(other)))) return (int)(call);              \
    pthread_mutex_lock(&turn);                                                                  \
    step();                                                                                     \
    int done = (int)(call);                                                                     \
    if (done == 0) note(operation, 0, -1, number, 0, one, other, NULL, 0);                      \
    else note_failure(one);                                                                     \
    pthread_mutex_unlock(&turn);                                                                \
    return done

static int rename_it(int from, const char *old, int to, const char *new, unsigned flags)
{
    CHANGE(RENAME, (int)flags, full(from, old, first_buffer), full(to, new, second_buffer),
           syscall(SYS_renameat2, from, old, to, new, flags));
}

int rename(const char *old, const char *new)
{
    return rename_it(AT_FDCWD, old, AT_FDCWD, new, 0);
}

int renameat(int from, const char *old, int to, const char *new)
{
    return rename_it(from, old, to, new, 0);
}

int renameat2(int from, const char *old, int to, const char *new, unsigned flags)
{
    return rename_it(from, old, to, new, flags);
}

static int link_it(int from, const char *old, int to, const char *new, int flags)
{
    CHANGE(LINK, flags, full(from, old, first_buffer), full(to, new, second_buffer),
           syscall(SYS_linkat, from, old, to, new, flags));
}

int link(const char *old, const char *new) { return link_it(AT_FDCWD, old, AT_FDCWD, new, 0); }

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    return link_it(from, old, to, new, flags);
}

static int unlink_it(int folder, const char *path, int flags)
{
    CHANGE((flags & AT_REMOVEDIR) ? RMDIR : UNLINK, 0, full(folder, path, first_buffer), "",
           syscall(SYS_unlinkat, folder, path, flags));
}

int unlink(const char *path) { return unlink_it(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlink_it(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) { return unlink_it(folder, path, flags); }

int remove(const char *path)
{
    int done = unlink(path);
    return done < 0 && errno == EISDIR ? rmdir(path) : done;
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    char buffer[PATH_MAX];
    const char *where = armed ? full(folder, path, buffer) : "";
    if (!armed || !below(where)) return (int)syscall(SYS_mkdirat, folder, path, mode);
    pthread_mutex_lock(&turn);
    step();
    int done = (int)syscall(SYS_mkdirat, folder, path, mode);
    struct stat state;
    if (done == 0 && stat(where, &state) == 0) mode = state.st_mode & 07777; /* less the umask */
    if (done == 0) note(MKDIR, 0, -1, (int)mode, 0, where, NULL, NULL, 0);
    else note_failure(where);
    pthread_mutex_unlock(&turn);
    return done;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int chmod(const char *path, mode_t mode)
{
    CHANGE(CHMOD, (int)mode, full(AT_FDCWD, path, first_buffer), "",
           syscall(SYS_fchmodat, AT_FDCWD, path, mode));
}

int fchmodat(int folder, const char *path, mode_t mode, int flags)
{
    (void)flags;
    CHANGE(CHMOD, (int)mode, full(folder, path, first_buffer), "",
           syscall(SYS_fchmodat, folder, path, mode));
}

int fchmod(int descriptor, mode_t mode)
{
    if (!follows(descriptor)) return (int)syscall(SYS_fchmod, descriptor, mode);
    pthread_mutex_lock(&turn);
    step();
    int done = (int)syscall(SYS_fchmod, descriptor, mode);
    if (done == 0) note(FCHMOD, 0, descriptor, (int)mode, 0, NULL, NULL, NULL, 0);
    else note_failure("");
    pthread_mutex_unlock(&turn);
    return done;
}

/* What the model of the disk does not know must not pass unseen. */
#define STRANGER(type, name, arguments, values, where)                                          \
    type name arguments                                                                         \
    {                                                                                           \
        REAL(name, type, EXPAND arguments);                                                     \
        type done = real values;                                                                \
        if (armed && below(where)) {                                                            \
            pthread_mutex_lock(&turn);                                                          \
            note(UNKNOWN, 0, -1, 0, 0, #name, where, NULL, 0);                                  \
            pthread_mutex_unlock(&turn);                                                        \
        }                                                                                       \
        return done;                                                                            \
    }
#define EXPAND(...) __VA_ARGS__

STRANGER(int, truncate, (const char *path, off_t size), (path, size), path)
STRANGER(int, truncate64, (const char *path, off64_t size), (path, size), path)
STRANGER(int, symlink, (const char *text, const char *path), (text, path), path)
