// Calls of Linux that Swift's Glibc does not show.
#include <fcntl.h>
#include <malloc.h>
#include <sys/fsuid.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

// Flags of `clinux_rename`, and commands of fcntl.
enum { CLINUX_NOREPLACE = 1, CLINUX_EXCHANGE = 2, CLINUX_SETSIG = 10, CLINUX_SETLEASE = 1024 };

// renameat2(2) of paths.
static inline int clinux_rename(const char *from, const char *to, unsigned flags) {
    const int working_folder = -100;
    return (int)syscall(SYS_renameat2, working_folder, from, working_folder, to, flags);
}

// pipe2(2), of ends that no program that is started meanwhile gets.
static inline int clinux_pipe(int ends[2]) {
    const int close_on_exec = 02000000;
    return (int)syscall(SYS_pipe2, ends, close_on_exec);
}

// memfd_create(2): a file in memory, likewise.
static inline int clinux_memory_file(void) { return (int)syscall(SYS_memfd_create, "madf-tui", 1); }

static inline char **clinux_environment(void) {
    extern char **environ;
    return environ;
}

// The signal that this process gets when the thread that started it ends.
static inline void clinux_end_with_parent(int signal) { prctl(PR_SET_PDEATHSIG, signal); }

// Memory that was freed is kept for the next use, up to so many bytes: otherwise the system clears each large piece anew.
static inline void clinux_keep_freed(int bytes) {
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_TRIM_THRESHOLD, bytes);
}

// Gives back what was kept.
static inline void clinux_return_freed(void) { malloc_trim(0); }

// One heap for all threads.
static inline void clinux_share_heap(void) { mallopt(M_ARENA_MAX, 1); }
