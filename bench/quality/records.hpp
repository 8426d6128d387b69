// Which row token is which record of which party: known in the laboratory only, where the custodians' ledgers
// may lie beside each other.
#pragma once

#include "bench/quality/pair_counts.hpp"
#include "bench/quality/truth.hpp"
#include "engine/linkage/receive.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gauze::lab {

class Records {
public:
    // Finds each party's ledger where `encode` puts it beside an encoded file.
    static Records from_ledgers(const std::vector<std::filesystem::path>& encoded);
    void add_ledger(const std::filesystem::path& ledger);

    const std::string&
    id_of(const RowToken& token) const; // throws Error(bad_data) for a token no ledger knows
    const std::string& party_of(const RowToken& token) const; // likewise
    std::vector<std::string> parties() const;
    void place_in(Truth& truth) const;
    // For all rows of all parties, in that order; rows the truth does not name get entities of their own.
    std::vector<Labelled> labels(const linkage::Parties& parties, const Truth& truth) const;

private:
    struct Record {
        std::string party, id;
    };
    const Record& at(const RowToken& token) const;
    std::map<RowToken, Record> records_;
};

} // namespace gauze::lab
