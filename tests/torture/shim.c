/* Stands between a program and its files, and spoils one call of those that change something.
 *
 * Loaded before the C library (LD_PRELOAD). Nothing is touched until `torture_arm` names a folder. From then
 * on every call that changes a file under it is counted, and the one with the given number is spoiled. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COUNT, BEFORE, TORN, AFTER, FAIL, POWER };
enum { OPEN = 'o', WRITE = 'w', PWRITE = 'p', SYNC = 's', RENAME = 'r', LINK = 'l', UNLINK = 'u', TRUNCATE = 't', MKDIR = 'm' };
enum { MOST = 1 << 16, NAME = 48 };

static char root[4096];
static size_t root_length;
static long spoiled_call, calls;
static int how, error_number, for_ever, was_spoiled;
static char kinds[MOST];
static char names[MOST][NAME];

/* What to do with a call. */
enum { GO_ON, REFUSE, HALF, DIE_AFTER };

/* What was written and not made safe yet, so that a loss of power can take it back. */
struct undo {
    int descriptor;
    ino_t file;
    off_t offset, size;
    size_t length;
    char *bytes;
};
static struct undo *undone;
static size_t undo_count, undo_room;

#define REAL(name) __extension__((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void torture_arm(const char *folder, long at, int mode, int number, int ever) {
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    spoiled_call = at, how = mode, error_number = number, for_ever = ever;
    calls = 0, was_spoiled = 0;
}

void torture_disarm(void) { root_length = 0; }
long torture_calls(void) { return calls; }
int torture_was_spoiled(void) { return was_spoiled; }
int torture_kind(long call) { return call > 0 && call <= MOST ? kinds[call - 1] : 0; }
const char *torture_name(long call) { return call > 0 && call <= MOST ? names[call - 1] : ""; }

static int is_ours(const char *path) {
    return root_length && path && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

/* Returns the path behind a descriptor if it is ours, else NULL. */
static const char *path_of(int descriptor, char *room, size_t size) {
    char link[64];
    if (!root_length || descriptor < 0) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, room, size - 1);
    if (length <= 0) return NULL;
    room[length] = 0;
    return is_ours(room) ? room : NULL;
}

static void take_back(void) {
    while (undo_count) {
        struct undo *one = &undone[--undo_count];
        ssize_t done = one->length ? REAL(pwrite)(one->descriptor, one->bytes, one->length, one->offset) : 0;
        if (done < 0 || REAL(ftruncate)(one->descriptor, one->size)) abort();
    }
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Remember what stands in a file where something is about to be put, or cut off. */
static void remember(int descriptor, off_t offset, size_t length) {
    struct stat about;
    char link[64];
    if (how != POWER || fstat(descriptor, &about) || !S_ISREG(about.st_mode)) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    int own = REAL(open)(link, O_RDWR | O_CLOEXEC);
    if (own < 0) return;
    if (undo_count == undo_room) {
        undo_room = undo_room ? 2 * undo_room : 64;
        undone = realloc(undone, undo_room * sizeof *undone);
    }
    if (offset < 0) offset = (REAL(fcntl)(descriptor, F_GETFL) & O_APPEND) ? about.st_size : lseek(descriptor, 0, SEEK_CUR);
    if (offset >= about.st_size) length = 0;
    else if (offset + (off_t)length > about.st_size) length = about.st_size - offset;
    struct undo one = {own, about.st_ino, offset, about.st_size, length, malloc(length + 1)};
    if (length && pread(own, one.bytes, length, offset) != (ssize_t)length) abort();
    undone[undo_count++] = one;
}

/* What was written to a file is safe. */
static void forget(int descriptor) {
    struct stat about;
    size_t kept = 0;
    if (how != POWER || fstat(descriptor, &about)) return;
    for (size_t n = 0; n < undo_count; n++) {
        if (undone[n].file != about.st_ino) undone[kept++] = undone[n];
        else free(undone[n].bytes), close(undone[n].descriptor);
    }
    undo_count = kept;
}

/* Count a call, and say what is to be done with it. */
static int judge(int kind, const char *path) {
    if (calls < MOST) {
        const char *name = strrchr(path, '/');
        kinds[calls] = kind;
        snprintf(names[calls], NAME, "%s", name ? name + 1 : path);
    }
    calls++;
    /* Room is not needed to give some up. */
    if (how == FAIL && error_number == ENOSPC && (kind == UNLINK || kind == TRUNCATE)) return GO_ON;
    if (how == COUNT || !(calls == spoiled_call || (for_ever && calls > spoiled_call))) return GO_ON;
    was_spoiled = 1;
    switch (how) {
    case POWER: take_back(); die(); break;
    case BEFORE: die(); break;
    case TORN: return HALF;
    case AFTER: return DIE_AFTER;
    }
    /* A disk that fills up takes what it still has room for. */
    if ((kind == WRITE || kind == PWRITE) && for_ever && error_number == ENOSPC && calls == spoiled_call) return HALF;
    errno = error_number;
    return REFUSE;
}

static ssize_t half(ssize_t written) {
    if (how == TORN) die();
    return written;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    char room[4096];
    const char *path = path_of(descriptor, room, sizeof room);
    if (!real) real = REAL(write);
    if (!path) return real(descriptor, bytes, length);
    int answer = judge(WRITE, path);
    if (answer == REFUSE) return -1;
    remember(descriptor, -1, length);
    if (answer == HALF) return half(real(descriptor, bytes, length / 2));
    ssize_t written = real(descriptor, bytes, length);
    if (answer == DIE_AFTER) die();
    return written;
}

static ssize_t put(int descriptor, const void *bytes, size_t length, off_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    char room[4096];
    const char *path = path_of(descriptor, room, sizeof room);
    if (!real) real = REAL(pwrite);
    if (!path) return real(descriptor, bytes, length, offset);
    int answer = judge(PWRITE, path);
    if (answer == REFUSE) return -1;
    remember(descriptor, offset, length);
    if (answer == HALF) return half(real(descriptor, bytes, length / 2, offset));
    ssize_t written = real(descriptor, bytes, length, offset);
    if (answer == DIE_AFTER) die();
    return written;
}
ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) { return put(descriptor, bytes, length, offset); }
ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) { return put(descriptor, bytes, length, offset); }

/* The calls that only succeed or fail: `before` is done when they go on. */
#define PLAIN(name, parameters, arguments, kind, path, before, after)  \
    int name parameters {                                              \
        static int(*real) parameters;                                  \
        char room[4096];                                               \
        if (!real) real = REAL(name);                                  \
        (void)room;                                                    \
        const char *found = path;                                      \
        if (!found) return real arguments;                             \
        int answer = judge(kind, found);                               \
        if (answer == REFUSE) return -1;                               \
        before;                                                        \
        int result = real arguments;                                   \
        after;                                                         \
        if (answer == DIE_AFTER || answer == HALF) die();              \
        return result;                                                 \
    }

#define OURS(path) (is_ours(path) ? path : NULL)
#define BEHIND(descriptor) path_of(descriptor, room, sizeof room)
#define NOTHING (void)0

PLAIN(fsync, (int descriptor), (descriptor), SYNC, BEHIND(descriptor), NOTHING, forget(descriptor))
PLAIN(fdatasync, (int descriptor), (descriptor), SYNC, BEHIND(descriptor), NOTHING, forget(descriptor))
PLAIN(ftruncate, (int descriptor, off_t length), (descriptor, length), TRUNCATE, BEHIND(descriptor), remember(descriptor, length, 1 << 30), NOTHING)
PLAIN(ftruncate64, (int descriptor, off64_t length), (descriptor, length), TRUNCATE, BEHIND(descriptor), remember(descriptor, length, 1 << 30), NOTHING)
PLAIN(rename, (const char *from, const char *to), (from, to), RENAME, OURS(to), NOTHING, NOTHING)
PLAIN(renameat, (int in, const char *from, int into, const char *to), (in, from, into, to), RENAME, OURS(to), NOTHING, NOTHING)
PLAIN(link, (const char *from, const char *to), (from, to), LINK, OURS(to), NOTHING, NOTHING)
PLAIN(linkat, (int in, const char *from, int into, const char *to, int flags), (in, from, into, to, flags), LINK, OURS(to), NOTHING, NOTHING)
PLAIN(unlink, (const char *path), (path), UNLINK, OURS(path), NOTHING, NOTHING)
PLAIN(mkdir, (const char *path, mode_t mode), (path, mode), MKDIR, OURS(path), NOTHING, NOTHING)

static void remember_all(const char *path) {
    int descriptor = REAL(open)(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    remember(descriptor, 0, 1 << 30);
    close(descriptor);
}

static int open_or_not(const char *name, const char *path, int flags, mode_t mode) {
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
    if (!(flags & (O_CREAT | O_TRUNC)) || !is_ours(path)) return real(path, flags, mode);
    /* What neither makes nor empties a file changes nothing. */
    if (!(flags & O_TRUNC) && !access(path, F_OK)) return real(path, flags, mode);
    int answer = judge(OPEN, path);
    if (answer == REFUSE) return -1;
    if (flags & O_TRUNC) remember_all(path);
    int descriptor = real(path, flags, mode);
    if (answer == DIE_AFTER || answer == HALF) die();
    return descriptor;
}

#define OPENING(name)                                  \
    int name(const char *path, int flags, ...) {       \
        va_list more;                                  \
        mode_t mode = 0;                               \
        va_start(more, flags);                         \
        if (flags & O_CREAT) mode = va_arg(more, int); \
        va_end(more);                                  \
        return open_or_not(#name, path, flags, mode);  \
    }
OPENING(open)
OPENING(open64)
