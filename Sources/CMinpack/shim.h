#pragma once
// Debian keeps the header in a folder of its own, others do not.
#if __has_include(<cminpack-1/cminpack.h>)
#include <cminpack-1/cminpack.h>
#else
#include <cminpack.h>
#endif
