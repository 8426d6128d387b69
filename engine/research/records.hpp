// Reading payload is joining it: each row meets the link map, and what is kept is ordered by person. Row
// tokens end here; nothing further in can write one down.
#pragma once

#include "engine/research/payload.hpp"
#include "engine/research/people.hpp"
#include "engine/research/withdrawals.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

// Which tokens of the link map have met their row. One for all files: a token belongs to one record of one
// party.
using Met = std::vector<bool>;

// What became of the rows of one file: read = joined + withdrawn + without_study_id.
struct Tally {
    std::uint64_t read = 0, joined = 0, withdrawn = 0, without_study_id = 0;
    std::uint64_t repaired_cells = 0; // in which bytes that are no UTF-8 became U+FFFD
};

// The records of one party, of its payload or of one of its episode tables, that have a study id, ordered by
// person. Immutable; any number of threads may read. Costs one pass over each file and the map; holds the
// text of the cells, 4 bytes a cell and 16 a row beside it.
class Records {
public:
    // `files` are of one party and table, in the order of open_payloads. Payload is read before episodes.
    // Throws Error(bad_data), naming the row, for a cell that is no row token, tokens that are not ascending
    // (sorted by a random token is how rows lose their place in the custodian's file), and, of payload, one
    // that stands twice or that another payload has too.
    Records(std::span<const PayloadFile> files, const People& people, Met& met,
            const Withdrawals& withdrawals = {});

    const std::vector<std::string>& columns() const noexcept { return columns_; } // that any of them has
    // Where a column stands, or PayloadFile::none.
    std::size_t column(std::string_view name) const noexcept;
    const std::vector<Tally>& files() const noexcept { return files_; } // one for each
    std::uint64_t joined() const noexcept { return persons_.size(); }
    // Tokens of rows that were taken back, whether or not they had a study id; those that had one, and its
    // persons.
    const std::vector<RowToken>& withdrawn() const noexcept { return withdrawn_; }
    const std::vector<Person>& withdrawn_from() const noexcept { return withdrawn_from_; }

    Person person(std::size_t record) const noexcept { return persons_[order_[record]]; }
    std::string_view cell(std::size_t record, std::size_t column) const noexcept;

private:
    void read(const PayloadFile& file, const People& people, Met& met, const Withdrawals& withdrawals);
    void keep(Person person, std::span<const std::string_view> row, std::span<const std::size_t> cells,
              Tally& tally);
    void sort_by_person();
    std::vector<std::string> columns_;
    std::vector<Tally> files_;
    std::vector<Person> persons_;      // as read
    std::vector<std::uint32_t> order_; // by person
    std::vector<RowToken> withdrawn_;
    std::vector<Person> withdrawn_from_;
    std::string text_;                  // all cells, end to end
    std::vector<std::uint64_t> starts_; // of each row in it
    std::vector<std::uint32_t> ends_;   // of each cell, from the start of its row
};

// What a party sent, joined.
struct Source {
    std::string party;
    std::size_t place = 0; // of the party in the policy
    std::string episodes;  // the episode table; "": payload
    Records records;
};

} // namespace gauze::research
