// So does the reader of custodians' files, which hands out plaintext.
#include "bloom/base/error.hpp"
#ifdef LEAK
#include "engine/custodian/csv_reader.hpp"
#endif
