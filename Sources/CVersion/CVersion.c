#include "CVersion.h"

#ifndef MADF_COMMIT
#define MADF_COMMIT unknown
#endif
#define TEXT(tokens) #tokens
#define EXPANDED_TEXT(tokens) TEXT(tokens)

const char *madf_version(void) { return "0.2.0 (" EXPANDED_TEXT(MADF_COMMIT) ")"; }
