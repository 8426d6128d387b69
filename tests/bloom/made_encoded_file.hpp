// Encoded files for tests of those who read them: made without any encoder.
#pragma once

#include "bloom/encoded_file.hpp"

#include <algorithm>
#include <random>

namespace gauze::test {

struct MadeFile {
    bloom::EncodedHeader header;
    std::vector<RowToken> tokens;
    std::vector<bloom::FilterTable> tables;

    void write(const std::filesystem::path& path) const
    {
        std::vector<bloom::FilterRows> views;
        for (const auto& table : tables) views.push_back(table.rows());
        bloom::write_encoded_file(path, header, tokens, views);
    }
};

inline std::vector<RowToken> made_tokens(std::size_t rows, std::uint64_t seed)
{
    std::vector<RowToken> tokens(rows);
    std::mt19937_64 random(seed);
    for (auto& token : tokens)
        for (auto& byte : token.bytes) byte = static_cast<std::byte>(random());
    std::ranges::sort(tokens);
    return tokens;
}

// One view of the given rows under tokens made from the party's name.
inline MadeFile made_file(const std::string& party, bloom::FilterTable table)
{
    const std::size_t rows = table.rows().size();
    MadeFile file{.header = {.program = "test",
                             .project = "study",
                             .policy = "p0",
                             .specification = "s0",
                             .check = "c0",
                             .party = party,
                             .profile = "plain",
                             .counts = {rows, rows, 0, 0},
                             .views = {{"record", table.rows().shape()}}},
                  .tokens = made_tokens(rows, std::hash<std::string>{}(party)),
                  .tables = {}};
    file.tables.push_back(std::move(table));
    return file;
}

} // namespace gauze::test
