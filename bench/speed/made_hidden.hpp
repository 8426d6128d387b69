// Two parties as the standard profile hides them, with symbols and keys drawn at random, for benchmarks of
// the linkage unit that need no custodian.
#pragma once

#include "bloom/encoded_file.hpp"
#include "bloom/listed_pairs.hpp"
#include "engine/linkage/receive.hpp"

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::speed {

// Row r of both parties is the same person: three in four symbols and keys agree. One in ten records lacks a
// field, and the keys made of it.
inline bloom::EncodedFile hidden_file(const std::filesystem::path& path, const std::string& party,
                                      std::uint32_t rows)
{
    bloom::EncodedHeader header{.program = "bench",
                                .project = "bench",
                                .policy = "",
                                .specification = "",
                                .check = "",
                                .party = party,
                                .profile = "standard",
                                .counts = {rows, rows, 0, 0},
                                .views = {{"one", {4096}, 64}, {"two", {4096}, 64}}};
    for (int k = 0; k < 16; ++k) header.keys.push_back(fmt::format("k{}", k));
    for (int f = 0; f < 5; ++f) header.fields.push_back(fmt::format("f{}", f));
    std::mt19937_64 noise(std::hash<std::string>{}(party));
    std::vector<std::uint64_t> tokens, present, one, two, keys, absent;
    for (std::uint64_t r = 0; r < rows; ++r) {
        std::mt19937_64 person(r);
        tokens.push_back(__builtin_bswap64(r)), tokens.push_back(0); // in order as bytes
        const unsigned lacking = noise() % 10 == 0 ? static_cast<unsigned>(noise() % 5) : 5;
        present.push_back(0x1fu & ~(1u << lacking));
        for (auto* view : {&one, &two})
            for (int word = 0; word < 8; ++word) {
                const std::uint64_t symbols = person();
                view->push_back(symbols ^ (noise() & noise() & 0x0101010101010101u));
            }
        for (int k = 0; k < 16; ++k) keys.push_back(person() ^ (noise() & noise() & 1u));
        absent.push_back(lacking == 5 ? 0 : std::uint64_t{0x421} << (2 + lacking)); // some three keys
    }
    const auto bytes = [](const auto& words) { return std::as_bytes(std::span(words)); };
    const std::vector<Bytes> pieces{bytes(tokens), bytes(present), bytes(one),
                                    bytes(two),    bytes(keys),    bytes(absent)};
    bloom::EncodedFileWriter file(path, header);
    file.append(pieces);
    file.close();
    return bloom::EncodedFile(path);
}

inline linkage::Parties hidden_parties(std::uint32_t rows)
{
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("gauze-evidence-bench-{}", ::getpid());
    std::filesystem::create_directories(folder);
    linkage::Parties parties;
    for (const std::string party : {"a", "b"})
        parties.files.push_back(hidden_file(folder / party, party, rows));
    parties.clean = {true, true};
    std::filesystem::remove_all(folder); // the files stay mapped
    return parties;
}

// Candidates in order, none twice: one in a thousand of them a person and his copy.
inline std::vector<bloom::RowPair> strangers_and_copies(std::uint32_t rows, std::size_t count)
{
    std::mt19937_64 random(11);
    std::vector<bloom::RowPair> pairs;
    for (std::size_t i = 0; i < count; ++i) {
        const auto a = static_cast<std::uint32_t>(random() % rows);
        pairs.push_back({a, i % 1000 == 0 ? a : static_cast<std::uint32_t>(random() % rows)});
    }
    std::ranges::sort(pairs);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

} // namespace gauze::speed
