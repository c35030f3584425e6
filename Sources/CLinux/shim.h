// Calls of Linux that Swift's Glibc does not show.
#include <sys/fsuid.h>
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
