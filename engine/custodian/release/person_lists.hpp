// The lists by which people stay out: objections, withdrawals, and the rights that were exercised (restrict,
// erase, object). CSV files of the custodian's own:
//
//     service_ref,nhs_number,service,recipient,date       any order; one of the first two at least
//
// A reference column has the name of the party's id column ("ref" and "reference" will do as well) or of its
// NHS number; `service`, or the name of the source's service column, and `recipient` narrow an entry down,
// and where they are empty it means all. A list of rights has the column `right` besides. The date is read
// and counted where it is none, but an entry holds whatever its date says.
//
// An entry that cannot be read stops the run: a lost objection is a person who is let out. Entries that meet
// no row are counted. Entries are held as keyed prints, some 40 bytes each; no reference stays in memory.
#pragma once

#include "engine/custodian/release/days.hpp"
#include "engine/custodian/release/keyed_prints.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gauze::custodian {

enum class Wish : std::uint8_t { object, withdraw, restrict, erase };
inline constexpr std::size_t wishes = 4;

// How a source's lists speak of its rows.
struct ListNames {
    std::string id, nhs_number, service; // columns of the source; empty: it has none
    std::vector<std::string> recipients;
};

// What one row shows of itself to the lists.
struct Asked {
    std::string_view id, nhs_number; // as they stand in the file; empty: none
    std::string_view service;
};

struct WishesFound {
    std::array<bool, wishes> all{};                 // by Wish: no recipient gets the row
    std::array<std::uint64_t, wishes> recipients{}; // likewise: bits of recipients that do not get it
};

// What became of one list.
struct ListCounts {
    std::uint64_t entries = 0, unmatched = 0, bad_dates = 0;
    std::uint64_t without_effect = 0; // rights that encoding does nothing about: rectify, access, portability
};

class PersonLists {
public:
    explicit PersonLists(ListNames names);
    // Refusals (Error(refused)), each with row and line, never a value: list-no-reference, list-entry-blank,
    // list-entry-damaged, list-unknown-right, list-unknown-recipient.
    void read_objections(const std::filesystem::path& path);
    void read_withdrawals(const std::filesystem::path& path);
    void read_rights(const std::filesystem::path& path);
    bool empty() const noexcept { return entries_.empty(); }

    // Marks the entries that it meets. One thread.
    WishesFound look_up(const Asked& row);

    // By list that was read: "objections", "withdrawals", "rights". After the last row.
    std::vector<std::pair<std::string, ListCounts>> counts() const;

private:
    struct Entry {
        std::size_t list;
        Wish wish;
        std::uint64_t recipients; // bits; 0: all
        bool met = false;
    };
    struct Key {
        Print print;
        std::uint32_t entry;
        auto operator<=>(const Key&) const = default;
    };
    struct Cells;
    void read(const std::filesystem::path& path, std::string_view name, std::optional<Wish> wish);
    void add(const Cells& cells, std::size_t list, Wish wish, const std::string& place);
    void add_keys(const Cells& cells, std::uint32_t entry, const std::string& place);
    void meet(const Print& print, WishesFound& found);

    ListNames names_;
    KeyedPrints prints_;
    std::vector<Entry> entries_;
    std::vector<Key> keys_; // sorted once all lists are read
    bool sorted_ = true, with_services_ = false;
    std::vector<std::pair<std::string, ListCounts>> lists_;
    WipedText reference_, service_;
};

// The normal form of an NHS number with ten digits and the right check digit, or "".
void valid_nhs_number(std::string_view cell, std::string& normal);

} // namespace gauze::custodian
