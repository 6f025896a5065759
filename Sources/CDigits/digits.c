#include "CDigits.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file[] = {
#embed "digits.csv.gz"
};

const unsigned char *cdigits_file(size_t *count) {
  *count = sizeof file;
  return file;
}
