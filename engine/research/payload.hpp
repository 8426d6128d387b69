// Payload: the columns that a custodian's policy lets travel to the researcher, one row a record, under row
// tokens. Reading it is joining it: each row meets the link map, and what is kept is ordered by person. Row
// tokens end here; nothing further in can write one down.
#pragma once

#include "engine/project/policy.hpp"
#include "engine/project/table_file.hpp"
#include "engine/research/people.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

// What a payload is refused for, before a row of it is read. A file made under another policy may hold
// columns that nobody agreed to send.
void check_policy(const std::filesystem::path& path, const std::string& fingerprint,
                  const project::Policy& policy);

// One party's payload file, opened and held against the policy. Throws Error(refused) when it was made under
// another policy, for a party that is not in this one, or holds a column that the party may not send, or,
// under an agreement, not to the recipient that it names (code payload-recipient when it names none of rows);
// Error(bad_data) when it contradicts itself.
class PayloadFile {
public:
    PayloadFile(const std::filesystem::path& path, const project::Policy& policy);

    const std::filesystem::path& path() const noexcept { return path_; }
    const std::string& party() const noexcept { return party_; }
    std::size_t place() const noexcept { return place_; }                // of the party in the policy
    const std::string& recipient() const noexcept { return recipient_; } // "" without an agreement
    // In the order of the policy, whatever the order in the file.
    const std::vector<std::string>& columns() const noexcept { return columns_; }
    const std::vector<std::string>& missing() const noexcept
    {
        return missing_;
    } // agreed, but not in the file
    const project::TableFile& table() const noexcept { return table_; }
    std::size_t cell_of(std::size_t column) const noexcept { return cells_[column]; } // in a row of the file

private:
    std::filesystem::path path_;
    project::TableFile table_;
    std::string party_, recipient_;
    std::size_t place_ = 0;
    std::vector<std::string> columns_, missing_;
    std::vector<std::size_t> cells_;
};

// Opens all, in the order of the policy. Throws Error(bad_data) for two payloads of one party,
// Error(refused), code payload-recipient, for payloads of two recipients.
std::vector<PayloadFile> open_payloads(const std::vector<std::filesystem::path>& paths,
                                       const project::Policy& policy);

// Which tokens of the link map have met their row. One for all payloads: a token belongs to one record of one
// party.
using Met = std::vector<bool>;

// The records of one party that have a study id, ordered by person. Immutable; any number of threads may
// read. Costs one pass over the file and the map; holds the text of the cells and 8 bytes a cell beside it.
class Records {
public:
    // Throws Error(bad_data), naming the row, for a cell that is no row token, tokens that are not ascending
    // (sorted by a random token is how rows lose their place in the custodian's file), or one that another
    // payload has too.
    Records(const PayloadFile& payload, const People& people, Met& met);

    std::uint64_t read() const noexcept { return read_; } // = joined + without a study id
    std::uint64_t joined() const noexcept { return persons_.size(); }
    std::uint64_t without_study_id() const noexcept { return read_ - joined(); }
    // Cells with a NUL or with bytes that are no UTF-8; each such byte was replaced by U+FFFD.
    std::uint64_t repaired_cells() const noexcept { return repaired_; }

    Person person(std::size_t record) const noexcept { return persons_[order_[record]]; }
    std::string_view cell(std::size_t record, std::size_t column) const noexcept;

private:
    void keep(Person person, std::span<const std::string_view> row, const PayloadFile& payload);
    void sort_by_person();
    std::size_t columns_;
    std::uint64_t read_ = 0, repaired_ = 0;
    std::vector<Person> persons_;      // as read
    std::vector<std::uint32_t> order_; // by person
    std::string text_;                 // all cells, end to end
    std::vector<std::uint64_t> ends_;
};

// What one person's records of one party say in a column: the value, or the distinct values that are not
// empty, sorted and joined by "; ". Records first..last belong to one person; `into` is replaced.
void join_values(const Records& records, std::size_t first, std::size_t last, std::size_t column,
                 std::string& into);

} // namespace gauze::research
