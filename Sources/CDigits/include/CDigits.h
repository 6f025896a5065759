#pragma once

#include <stddef.h>

// The digits data set as bytes of the program. Swift's own embedding of resources makes an array literal of them, which takes
// the compiler twenty seconds.

/// The file digits.csv.gz, of `count` bytes.
const unsigned char *cdigits_file(size_t *count);
