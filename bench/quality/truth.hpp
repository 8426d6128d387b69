// Who really is who: the truth of a laboratory data set, read from
//
//     party,id,entity     a record of a party and the person it is of, or
//     id_a,id_b           pairs of records of one person (then ids must differ across all parties)
//
// Pairs are completed: a = b and b = c make a = c.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gauze::lab {

// Files of the laboratory are CSV as everybody's. Calls nothing a secret: for data that is not.
struct CsvTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::optional<std::size_t> column(std::string_view name) const;
};
// Throws Error(bad_data) for a row that is broken, Error(input_missing) for no file.
CsvTable read_csv(const std::filesystem::path& path);

using Entity = std::uint32_t;

class Truth {
public:
    // Throws Error(bad_data) when the columns are neither of the two forms above, or a record stands twice
    // under different entities.
    static Truth read(const std::filesystem::path& path);

    // Says that a party holds a record. A truth in pairs learns from this whose its ids are. Throws
    // Error(bad_data) when two parties hold the same id and the truth is in pairs: it could mean either.
    void place(std::string_view party, std::string_view id);
    // The person a record is of; nullopt for a record the truth does not name: a person of its own.
    std::optional<Entity> entity(std::string_view party, std::string_view id) const;
    // A record by its id alone, as results name it, with its party if that is known. Throws Error(bad_data)
    // when the truth holds the id in several parties.
    struct Named {
        std::string party; // empty: the truth is in pairs, and nobody said whose it is
        Entity entity;
        std::uint32_t number = 0; // of the record, from 0 in the order of the file
    };
    std::optional<Named> named(std::string_view id) const;
    // The same by party and id.
    std::optional<Named> record(std::string_view party, std::string_view id) const;
    // All records by number.
    std::vector<Named> records() const;
    // All parties the truth names.
    std::vector<std::string> parties() const;
    // True pairs among the records of the given parties: across parties, or for `dedup` within one. Records
    // that were never encoded count as well: they are missed.
    std::uint64_t pairs(const std::vector<std::string>& parties, bool dedup) const;
    std::unordered_map<Entity, std::uint64_t> pairs_by_entity(const std::vector<std::string>& parties,
                                                              bool dedup) const;
    // Entities are numbered from 0; a truth in pairs gives them no names.
    std::size_t entities() const noexcept { return entity_numbers_.size(); }
    std::optional<Entity> entity_called(const std::string& name) const;
    bool in_pairs() const noexcept { return in_pairs_; }

private:
    struct Record {
        std::string party; // empty: not placed yet
        Entity entity;
        std::uint32_t number;
    };
    std::string key(std::string_view party, std::string_view id) const;
    bool in_pairs_ = false;
    std::unordered_map<std::string, Entity> entity_numbers_; // by name
    std::unordered_map<std::string, Record> records_;        // by key
    std::unordered_map<std::string, std::string> key_of_id_; // "" for an id that several parties hold
    std::filesystem::path path_;
};

} // namespace gauze::lab
