/* What Swift cannot import from ncurses: macros with arguments, variadic functions, and the global
   variables that strict concurrency refuses. */
#ifndef MADF_CNCURSES_SHIM_H
#define MADF_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#include <sys/ioctl.h>
#include <termios.h>

/* term.h names capabilities by short macros that would shadow Swift names. */
#undef columns
#undef lines

/* For Swift the same type where ncurses, from 6.5 on, hides what a window holds. */
typedef WINDOW *madf_window;

static inline WINDOW *madf_standard_screen(void) { return stdscr; }
static inline WINDOW *madf_current_screen(void) { return curscr; }
static inline void madf_place_cursor(int row, int column) { setsyx(row, column); }
static inline const char *madf_position(const char *capability, int row, int column) {
    return tiparm(capability, row, column);
}
static inline int madf_window_size(int descriptor, struct winsize *size) {
    return ioctl(descriptor, TIOCGWINSZ, size);
}

/* Declared by wchar.h only for X/Open sources. */
extern int wcwidth(wchar_t character);
static inline int madf_width(wchar_t character) { return wcwidth(character); }

#endif
