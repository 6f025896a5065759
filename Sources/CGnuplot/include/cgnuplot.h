#pragma once

#include <stddef.h>

// Writes gnuplot scripts and data files through gnuplot-iostream, for callers that cannot include C++.
//
// Nothing here starts a process, reads the environment or keeps state between calls. Every function returns 0 or an
// errno value, and no exception leaves it. Files are on disk (fsync) when the call that ends them returns 0.

#ifdef __cplusplus
extern "C" {
#endif

/// A script file that is being written.
typedef struct cgnuplot_script cgnuplot_script;

/// Creates or empties the file at `path` and stores a handle for it in `script` (null on failure).
int cgnuplot_script_open(const char *path, cgnuplot_script **script);

/// Appends `length` bytes of `text`.
int cgnuplot_script_append(cgnuplot_script *script, const char *text, size_t length);

/// Flushes, syncs and closes the file and frees the handle, whatever it returns.
int cgnuplot_script_close(cgnuplot_script *script);

/// One cell of a data file.
typedef struct cgnuplot_cell {
  /// Written as it is (it may hold no white space); null for a number.
  const char *text;
  /// Written with as many digits as reading it back takes; `?`, gnuplot's sign for a missing value, if not finite.
  double number;
} cgnuplot_cell;

/// Writes rows × columns cells, row by row, with the columns aligned, to the file at `path`, which is created or emptied.
int cgnuplot_write_table(const char *path, const cgnuplot_cell *cells, size_t rows, size_t columns);

#ifdef __cplusplus
}
#endif
