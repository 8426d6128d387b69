#include "engine/linkage/persons/known_constraints.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/persons/components.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

std::uint64_t name(std::uint32_t a, std::uint32_t b)
{
    return std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
}

std::string place_of(const KnownPair& pair)
{
    return pair.place.empty() ? std::string("a known pair") : pair.place;
}

// The persons that known links make, with the records that each party gives them.
class KnownPersons {
public:
    KnownPersons(const Parties& parties, const Positions& positions)
        : parties_(parties), positions_(positions), persons_(positions.records())
    {}

    void link(const KnownPair& pair)
    {
        const std::uint32_t a = persons_.of(positions_.of(pair.a)), b = persons_.of(positions_.of(pair.b));
        if (a != b) {
            Records& of_a = records(a, pair.a);
            Records& of_b = records(b, pair.b);
            for (const auto& [party, record] : of_b)
                if (const auto other = of_a.find(party); other != of_a.end() && parties_.clean[party])
                    refuse(pair, other->second, record);
            persons_.tie(a, b);
            Records both = std::move(of_a);
            both.merge(of_b);
            records_[persons_.of(a)] = std::move(both);
        }
        place_[positions_.of(pair.a)] = place_[positions_.of(pair.b)] = place_of(pair);
    }

    void hold_apart(const KnownPair& pair)
    {
        if (persons_.of(positions_.of(pair.a)) != persons_.of(positions_.of(pair.b))) return;
        throw Error(
            Exit::bad_data,
            fmt::format("{}: says that two records are not one person, but known links make them one: {}",
                        place_of(pair), place_.at(positions_.of(pair.a))),
            "strike out one of the two");
    }

private:
    using Records = std::map<std::uint32_t, RecordRef>; // by party, one of its records
    Records& records(std::uint32_t person, RecordRef first)
    {
        auto& found = records_[person];
        if (found.empty()) found.emplace(first.party, first);
        return found;
    }
    [[noreturn]] void refuse(const KnownPair& pair, RecordRef one, RecordRef other) const
    {
        std::string before;
        for (const RecordRef record : {one, other})
            if (const auto place = place_.find(positions_.of(record));
                before.empty() && place != place_.end())
                before = fmt::format(" together with {}", place->second);
        throw Error(Exit::bad_data,
                    fmt::format("{}:{} makes one person of two records of {}, which holds a person once",
                                place_of(pair), before, parties_.name(one.party)),
                    "strike out one of the links, or say clean = false for the party");
    }

    const Parties& parties_;
    const Positions& positions_;
    Components persons_;
    std::map<std::uint32_t, Records> records_;   // by person
    std::map<std::uint32_t, std::string> place_; // by record: where it was last linked
};

} // namespace

KnownConstraints::KnownConstraints(const std::vector<KnownPair>& known, const Parties& parties,
                                   const Positions& positions)
{
    if (known.empty()) return;
    KnownPersons persons(parties, positions);
    for (const KnownPair& pair : known) {
        const std::uint32_t a = positions.of(pair.a), b = positions.of(pair.b);
        (pair.link ? together_ : apart_).emplace_back(a, b);
        words_[name(a, b)] = pair.link ? Word::link : Word::apart;
        if (pair.link) persons.link(pair);
    }
    for (const KnownPair& pair : known)
        if (!pair.link) persons.hold_apart(pair);
}

KnownConstraints::Word KnownConstraints::about(std::uint32_t a, std::uint32_t b) const
{
    if (words_.empty()) return Word::none;
    const auto found = words_.find(name(a, b));
    return found == words_.end() ? Word::none : found->second;
}

} // namespace gauze::linkage
