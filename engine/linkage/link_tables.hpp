// What a run found, as table files beside persons.table. All of it stays at the linkage unit.
//
//     links.table    party_a, row_token_a, party_b, row_token_b, dice, probability     the pairs that made
//     persons review.table   the same and verdict     pairs that people are to look at, if a band or a lead
//     was asked for top.table      party, row_token, other_party, rank, other_row_token, probability, verdict
//     levels.table   party, row_token, strict, balanced, broad     persons at three cuts, numbered from 1
//     persons.csv    party, row, person       of CLK JSON: by the place in the file
//
// A probability is that of the pair's being one person, as far as the encodings show; empty where a threshold
// was fixed, since nothing was judged then.
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/output_folder.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/linkage/settle.hpp"

#include <filesystem>
#include <span>

namespace gauze::linkage {

// Links in the order in which they were decided.
void write_links(const std::filesystem::path& path, const Parties& parties, const Decided& decided,
                 const Json& about);
// Review, top and levels, where there are any.
void write_what_was_asked_for(const OutputFolder& out, const Parties& parties, const Settled& settled,
                              const DecisionWishes& wishes, const Json& about);
void write_positions(const std::filesystem::path& path, const Parties& parties,
                     std::span<const Person> persons);

// Of log-odds; between 0 and 1.
double probability(double log_odds) noexcept;

} // namespace gauze::linkage
