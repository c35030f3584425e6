#ifndef CVERSION_H
#define CVERSION_H

/// Version, and the commit where it is known, such as "0.2.0 (abc1234)"; a + after it says that files were changed since.
///
/// The package's script tells the commit. Other builds say "0.2.0 (unknown)": nothing would keep theirs up to date.
const char *madf_version(void);

#endif
