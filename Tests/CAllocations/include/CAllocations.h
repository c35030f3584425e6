#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

/// Pieces of memory that the calling thread has asked of the C library's heap since it began; 0 where a sanitizer has a heap of its own.
long allocations_of_thread(void);

#endif
