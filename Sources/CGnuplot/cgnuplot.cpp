#include "cgnuplot.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include <gnuplot-iostream.h>

namespace {

/// The errno of a call that failed, never 0.
int failure() { return errno != 0 ? errno : EIO; }

/// Owns a file descriptor.
struct Descriptor {
  int number;
  explicit Descriptor(int number) : number(number) {}
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  ~Descriptor() {
    if (number >= 0) close(number);
  }
};

int open_for_writing(const char *path) { return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666); }

/// A cell as it stands in the file, with the width of its column.
struct AlignedCell {
  std::string text;
  size_t width;
};

/// file1d sends a bare double with six digits, so numbers are spelled here, with the fewest digits that read back alike.
std::string spelled(const cgnuplot_cell &cell) {
  if (cell.text != nullptr) return cell.text;
  if (!std::isfinite(cell.number)) return "?";
  char digits[64];
  auto end = std::to_chars(digits, digits + sizeof digits, cell.number).ptr;
  return std::string(digits, end);
}

/// Columns in characters, not bytes, so that header cells in any script line up.
size_t characters(const std::string &text) {
  size_t count = 0;
  for (unsigned char byte : text) count += (byte & 0xC0) != 0x80;
  return count;
}

} // namespace

namespace gnuplotio {

template <> struct TextSender<AlignedCell> {
  static void send(std::ostream &stream, const AlignedCell &cell) {
    for (size_t column = characters(cell.text); column < cell.width; ++column) stream << ' ';
    stream << cell.text;
  }
};

} // namespace gnuplotio

struct cgnuplot_script {
  // Given a FILE, the constructor runs no command and asks the environment for none.
  Gnuplot stream;
  FILE *file;
  explicit cgnuplot_script(FILE *file) : stream(file), file(file) {}
};

int cgnuplot_script_open(const char *path, cgnuplot_script **script) {
  *script = nullptr;
  errno = 0;
  int descriptor = open_for_writing(path);
  if (descriptor < 0) return failure();
  FILE *file = fdopen(descriptor, "w");
  if (file == nullptr) {
    int code = failure();
    close(descriptor);
    return code;
  }
  try {
    *script = new cgnuplot_script(file);
    return 0;
  } catch (const std::bad_alloc &) {
    fclose(file);
    return ENOMEM;
  } catch (...) {
    fclose(file);
    return EIO;
  }
}

int cgnuplot_script_append(cgnuplot_script *script, const char *text, size_t length) {
  errno = 0;
  try {
    script->stream.write(text, static_cast<std::streamsize>(length));
    return script->stream.good() ? 0 : failure();
  } catch (...) {
    return failure();
  }
}

int cgnuplot_script_close(cgnuplot_script *script) {
  int code = 0;
  errno = 0;
  try {
    script->stream.flush();
    if (!script->stream.good() || fflush(script->file) != 0 || fsync(fileno(script->file)) != 0) code = failure();
  } catch (...) {
    code = failure();
  }
  try {
    delete script; // closes the file; what could fail has been synced above
  } catch (...) {
    if (code == 0) code = EIO;
  }
  return code;
}

int cgnuplot_write_table(const char *path, const cgnuplot_cell *cells, size_t rows, size_t columns) {
  errno = 0;
  try {
    std::vector<std::vector<AlignedCell>> table(rows);
    std::vector<size_t> widths(columns, 0);
    for (size_t row = 0; row < rows; ++row) {
      for (size_t column = 0; column < columns; ++column) {
        table[row].push_back({spelled(cells[row * columns + column]), 0});
        widths[column] = std::max(widths[column], characters(table[row][column].text));
      }
    }
    size_t expected = 0;
    for (auto &row : table) {
      for (size_t column = 0; column < columns; ++column) {
        row[column].width = widths[column];
        expected += row[column].text.size() + widths[column] - characters(row[column].text) + 1;
      }
    }

    // file1d reports nothing: neither that it cannot open the file nor that a write failed. Opening the file first
    // gives the reason for the one; its length afterwards tells of the other.
    Descriptor file(open_for_writing(path));
    if (file.number < 0) return failure();
    FILE *unused = fopen("/dev/null", "w");
    if (unused == nullptr) return failure();
    // The name that file1d returns is quoted unsafely and is dropped; the path itself is only opened.
    Gnuplot(unused).file1d(table, path);

    struct stat status;
    if (fstat(file.number, &status) != 0) return failure();
    if (static_cast<size_t>(status.st_size) != expected) {
      // Ask the system why, by writing on where the file ends.
      errno = 0;
      return lseek(file.number, 0, SEEK_END) >= 0 && write(file.number, "\n", 1) == 1 ? EIO : failure();
    }
    return fsync(file.number) == 0 ? 0 : failure();
  } catch (const std::bad_alloc &) {
    return ENOMEM;
  } catch (...) {
    return failure();
  }
}
