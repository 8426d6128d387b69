// The people that a custodian is asked about, by its own references. A reference is an identifier and never
// stands on a command line, where other programs of the machine see it: it comes from a file, from an open
// descriptor, or from the terminal.
//
// A file is the custodian's withdrawals list (docs/file-formats.md): CSV with the column `reference` and, if
// wished, `service` and `date`.
#pragma once

#include "engine/custodian/plaintext.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian {

struct AskedFor {
    std::string reference; // trimmed, not empty
    std::string service;   // empty: all services
    std::string date;      // "YYYY-MM-DD"; empty: not said
};

struct ReferenceSource {
    std::filesystem::path file;            // --records
    std::uint64_t descriptor = UINT64_MAX; // --record-fd: one reference a line, to its end
};

// In the order of the list; people are told by their place in it, from 1. Without a file or descriptor one
// reference is asked for on the terminal, unseen. Throws Error(bad_data) with the row for what is no list,
// and Error(usage) when nothing is asked.
std::vector<AskedFor> read_references(const ReferenceSource& source);

} // namespace gauze::custodian
