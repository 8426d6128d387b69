#include "bench/quality/truth.hpp"

#include "bloom/base/crypto.hpp"
#include "bloom/base/error.hpp"
#include "engine/custodian/csv_reader.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

namespace gauze::lab {

namespace {

// Entities of ids that are joined pair by pair.
class Joined {
public:
    std::uint32_t number(const std::string& id)
    {
        const auto [at, fresh] = numbers_.try_emplace(id, static_cast<std::uint32_t>(parent_.size()));
        if (fresh) parent_.push_back(at->second);
        return at->second;
    }
    void join(const std::string& a, const std::string& b)
    {
        const std::uint32_t x = number(a), y = number(b);
        parent_[root(x)] = root(y);
    }
    std::uint32_t root(std::uint32_t n)
    {
        while (parent_[n] != n) n = parent_[n] = parent_[parent_[n]];
        return n;
    }
    const std::unordered_map<std::string, std::uint32_t>& numbers() const { return numbers_; }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::uint32_t> parent_;
};

} // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const
{
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

CsvTable read_csv(const std::filesystem::path& path)
{
    custodian::CsvReader reader(path, custodian::examine(path));
    CsvTable table{.columns = reader.columns(), .rows = {}};
    for (custodian::Row row; reader.next(row);) {
        if (row.fault)
            throw Error(Exit::bad_data, fmt::format("{}: row {} is broken: {}", path.string(), row.number,
                                                    to_text(*row.fault)));
        auto& cells = table.rows.emplace_back();
        for (const auto& cell : row.cells) cells.emplace_back(cell.reveal());
    }
    return table;
}

Truth Truth::read(const std::filesystem::path& path)
{
    const CsvTable table = read_csv(path);
    const auto party = table.column("party"), id = table.column("id"), entity = table.column("entity");
    const auto a = table.column("id_a"), b = table.column("id_b");
    Truth truth;
    truth.path_ = path;
    if (party && id && entity) {
        auto& numbers = truth.entity_numbers_;
        for (const auto& row : table.rows) {
            const auto number =
                numbers.try_emplace(row[*entity], static_cast<Entity>(numbers.size())).first->second;
            const auto [at, fresh] = truth.records_.try_emplace(
                truth.key(row[*party], row[*id]),
                Record{row[*party], number, static_cast<std::uint32_t>(truth.records_.size())});
            if (!truth.key_of_id_.try_emplace(row[*id], at->first).second && fresh)
                truth.key_of_id_[row[*id]].clear();
            if (!fresh && at->second.entity != number)
                throw Error(Exit::bad_data,
                            fmt::format("{}: a record stands under two entities", path.string()));
        }
    } else if (a && b) {
        truth.in_pairs_ = true;
        Joined joined;
        for (const auto& row : table.rows) joined.join(row[*a], row[*b]);
        for (const auto& [name, number] : joined.numbers()) {
            truth.records_.emplace(truth.key({}, name), Record{{}, joined.root(number), number});
            truth.key_of_id_.emplace(name, name);
        }
    } else {
        throw Error(Exit::bad_data, fmt::format("{} is no truth: its columns are neither", path.string()),
                    "a truth has the columns party,id,entity or id_a,id_b");
    }
    return truth;
}

std::optional<Truth::Named> Truth::named(std::string_view id) const
{
    const auto found = key_of_id_.find(std::string(id));
    if (found == key_of_id_.end()) return std::nullopt;
    if (found->second.empty())
        throw Error(Exit::bad_data,
                    fmt::format("{}: several parties hold an id that the result names", path_.string()),
                    "give the result as party,id,cluster");
    const Record& record = records_.at(found->second);
    return Named{record.party, record.entity, record.number};
}

std::optional<Truth::Named> Truth::record(std::string_view party, std::string_view id) const
{
    const auto found = records_.find(key(party, id));
    if (found == records_.end()) return std::nullopt;
    return Named{found->second.party, found->second.entity, found->second.number};
}

std::vector<Truth::Named> Truth::records() const
{
    std::vector<Named> list(records_.size());
    for (const auto& [name, record] : records_)
        list[record.number] = {record.party, record.entity, record.number};
    return list;
}

std::vector<std::string> Truth::parties() const
{
    std::vector<std::string> names;
    for (const auto& [name, record] : records_)
        if (!record.party.empty() && std::ranges::find(names, record.party) == names.end())
            names.push_back(record.party);
    std::ranges::sort(names);
    return names;
}

std::string Truth::key(std::string_view party, std::string_view id) const
{
    return in_pairs_ ? std::string(id) : length_prefixed({party, id});
}

void Truth::place(std::string_view party, std::string_view id)
{
    if (!in_pairs_) return;
    const auto found = records_.find(key(party, id));
    if (found == records_.end()) return;
    if (!found->second.party.empty() && found->second.party != party)
        throw Error(Exit::bad_data,
                    fmt::format("{} names ids alone, but {} and {} hold the same id", path_.string(),
                                found->second.party, party),
                    "give the truth as party,id,entity");
    found->second.party = party;
}

std::optional<Entity> Truth::entity(std::string_view party, std::string_view id) const
{
    const auto found = records_.find(key(party, id));
    if (found == records_.end()) return std::nullopt;
    return found->second.entity;
}

std::optional<Entity> Truth::entity_called(const std::string& name) const
{
    const auto found = entity_numbers_.find(name);
    if (found == entity_numbers_.end()) return std::nullopt;
    return found->second;
}

std::uint64_t Truth::pairs(const std::vector<std::string>& parties, bool dedup) const
{
    std::uint64_t sum = 0;
    for (const auto& [entity, pairs] : pairs_by_entity(parties, dedup)) sum += pairs;
    return sum;
}

std::unordered_map<Entity, std::uint64_t> Truth::pairs_by_entity(const std::vector<std::string>& parties,
                                                                 bool dedup) const
{
    struct Group {
        std::uint64_t all = 0;
        std::map<std::string_view, std::uint64_t> by_party;
    };
    std::unordered_map<Entity, Group> groups;
    for (const auto& [name, record] : records_) {
        if (!record.party.empty() && std::ranges::find(parties, record.party) == parties.end()) continue;
        auto& group = groups[record.entity];
        ++group.all;
        if (!record.party.empty()) ++group.by_party[record.party];
    }
    std::unordered_map<Entity, std::uint64_t> pairs;
    for (const auto& [entity, group] : groups) {
        std::uint64_t& of_entity = pairs[entity] = group.all * (group.all - 1) / 2;
        if (dedup) continue;
        for (const auto& [party, n] : group.by_party) of_entity -= n * (n - 1) / 2;
    }
    return pairs;
}

} // namespace gauze::lab
