#include "engine/custodian/release/person_lists.hpp"

#include "bloom/base/error.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/normal_rules.hpp"
#include "engine/project/refusal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::custodian {

namespace {

using project::refuse_with;

// References are compared without blanks around them and without case.
void fold_reference(std::string_view cell, std::string& into)
{
    if (!fold(cell, into)) into.assign(cell); // not UTF-8: then byte for byte
    const std::string_view kept = trimmed(into);
    const auto at = static_cast<std::size_t>(kept.data() - into.data());
    into.resize(at + kept.size());
    into.erase(0, at);
}

// With any ten digits, whatever the check digit says: a slip on both sides still meets.
void nhs_reference(std::string_view cell, std::string& into)
{
    if (is_blank(cell) || !fold(cell, into)) {
        into.clear();
        return;
    }
    (void)normal_nhs_number(into);
}

std::optional<std::size_t> first_of(const CsvReader& file, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names)
        if (!name.empty())
            if (const auto at = file.column(name)) return at;
    return std::nullopt;
}

// Nothing: a right that is no concern of an encoding.
std::optional<std::optional<Wish>> right_from(std::string_view cell)
{
    if (is_same_word(cell, "restrict")) return Wish::restrict;
    if (is_same_word(cell, "erase")) return Wish::erase;
    if (is_same_word(cell, "object")) return Wish::object;
    for (const std::string_view word : {"rectify", "access", "portability"})
        if (is_same_word(cell, word)) return std::optional<Wish>();
    return std::nullopt;
}

} // namespace

struct PersonLists::Cells {
    std::string_view id, nhs_number, service, recipient;
};

PersonLists::PersonLists(ListNames names) : names_(std::move(names)) {}

void PersonLists::read_objections(const std::filesystem::path& path)
{
    read(path, "objections", Wish::object);
}
void PersonLists::read_withdrawals(const std::filesystem::path& path)
{
    read(path, "withdrawals", Wish::withdraw);
}
void PersonLists::read_rights(const std::filesystem::path& path) { read(path, "rights", std::nullopt); }

void PersonLists::read(const std::filesystem::path& path, std::string_view name, std::optional<Wish> wish)
{
    CsvReader file(path, examine(path));
    const auto id = first_of(file, {names_.id, "ref", "reference"});
    const auto nhs_number = first_of(file, {names_.nhs_number});
    const auto service = first_of(file, {names_.service, "service"});
    const auto recipient = first_of(file, {"recipient"}), date = first_of(file, {"date"});
    const auto right = first_of(file, {"right"});
    if (!id && !nhs_number)
        refuse_with("list-no-reference",
                    fmt::format("{} has no column that says whose entry it is", path.string()),
                    fmt::format("name it {}{}{}", names_.id.empty() ? "reference" : names_.id,
                                names_.nhs_number.empty() ? "" : " or ", names_.nhs_number));
    if (!wish && !right)
        refuse_with("list-unknown-right", fmt::format("{} has no column \"right\"", path.string()),
                    "each entry says restrict, erase, object or rectify");
    const std::size_t list = lists_.size();
    lists_.emplace_back(name, ListCounts());
    const DayReader dates;
    for (Row row; file.next(row);) {
        const std::string place = fmt::format("{}, row {} (line {})", path.string(), row.number, row.line);
        if (row.fault)
            refuse_with("list-entry-damaged", fmt::format("{}: {}", place, to_text(*row.fault)),
                        "mend the list: nobody's wish may be passed over");
        const auto cell = [&](const std::optional<std::size_t>& at) {
            return at ? row.cells[*at].reveal() : std::string_view();
        };
        ++lists_[list].second.entries;
        if (date && dates.read(cell(date)).day == 0) ++lists_[list].second.bad_dates;
        std::optional<Wish> wished = wish;
        if (!wish) {
            const auto known = right_from(cell(right));
            if (!known)
                refuse_with("list-unknown-right", fmt::format("{}: not a right that is known", place),
                            "restrict, erase, object, rectify, access or portability");
            wished = *known;
        }
        if (!wished) {
            ++lists_[list].second.without_effect;
            continue;
        }
        add({cell(id), cell(nhs_number), cell(service), cell(recipient)}, list, *wished, place);
    }
}

void PersonLists::add(const Cells& cells, std::size_t list, Wish wish, const std::string& place)
{
    Entry entry{list, wish, 0};
    if (!is_blank(cells.recipient)) {
        for (std::size_t r = 0; r < names_.recipients.size(); ++r)
            if (is_same_word(cells.recipient, names_.recipients[r]))
                entry.recipients |= std::uint64_t{1} << r;
        if (entry.recipients == 0)
            refuse_with("list-unknown-recipient", fmt::format("{}: no such recipient in the policy", place),
                        "name one of the policy's, or leave the cell empty, which means all");
    }
    if (entries_.size() >= UINT32_MAX) throw Error(Exit::bad_data, "the lists have more than 2^32 entries");
    entries_.push_back(entry);
    add_keys(cells, static_cast<std::uint32_t>(entries_.size() - 1), place);
    sorted_ = false;
}

void PersonLists::add_keys(const Cells& cells, std::uint32_t entry, const std::string& place)
{
    service_.value.clear();
    // A source without services is one service: an entry for any of them is for it.
    if (!names_.service.empty() && !is_blank(cells.service)) fold_reference(cells.service, service_.value);
    with_services_ = with_services_ || !service_.value.empty();
    const std::size_t before = keys_.size();
    if (!is_blank(cells.id)) {
        fold_reference(cells.id, reference_.value);
        if (is_shortened_number(reference_.value))
            refuse_with("list-entry-damaged", fmt::format("{}: a spreadsheet shortened the reference", place),
                        "export the list again, with the column as text");
        keys_.push_back({prints_({"id", reference_.value, service_.value}), entry});
    }
    nhs_reference(cells.nhs_number, reference_.value);
    if (!reference_.value.empty())
        keys_.push_back({prints_({"nhs", reference_.value, service_.value}), entry});
    else if (!is_blank(cells.nhs_number) && keys_.size() == before)
        refuse_with("list-entry-damaged", fmt::format("{}: not an NHS number", place),
                    "mend the list: nobody's wish may be passed over");
    if (keys_.size() == before)
        refuse_with("list-entry-blank", fmt::format("{}: no reference", place),
                    "mend the list: nobody's wish may be passed over");
}

void PersonLists::meet(const Print& print, WishesFound& found)
{
    for (auto at = std::ranges::lower_bound(keys_, print, {}, &Key::print);
         at != keys_.end() && at->print == print; ++at) {
        Entry& entry = entries_[at->entry];
        entry.met = true;
        const auto wish = static_cast<std::size_t>(entry.wish);
        if (entry.recipients == 0)
            found.all[wish] = true;
        else
            found.recipients[wish] |= entry.recipients;
    }
}

WishesFound PersonLists::look_up(const Asked& row)
{
    WishesFound found;
    if (keys_.empty()) return found;
    if (!sorted_) std::ranges::sort(keys_);
    sorted_ = true;
    service_.value.clear();
    if (with_services_ && !is_blank(row.service)) fold_reference(row.service, service_.value);
    const auto ask = [&](std::string_view kind) {
        meet(prints_({kind, reference_.value, {}}), found);
        if (!service_.value.empty()) meet(prints_({kind, reference_.value, service_.value}), found);
    };
    if (!is_blank(row.id)) {
        fold_reference(row.id, reference_.value);
        ask("id");
    }
    nhs_reference(row.nhs_number, reference_.value);
    if (!reference_.value.empty()) ask("nhs");
    return found;
}

std::vector<std::pair<std::string, ListCounts>> PersonLists::counts() const
{
    auto counts = lists_;
    for (const Entry& entry : entries_) counts[entry.list].second.unmatched += !entry.met;
    return counts;
}

void valid_nhs_number(std::string_view cell, std::string& normal)
{
    if (is_blank(cell) || !fold(cell, normal) || normal_nhs_number(normal) != CellFault::none) normal.clear();
}

} // namespace gauze::custodian
