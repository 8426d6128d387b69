// What records show of their kin: the values of match keys that are not about the person but about its
// family, its home, or the month in which a child is expected (project::About). Families, households and
// the unborn (families.hpp, unborn.hpp) are all found by walking these, sorted so that equal values stand
// together.
#pragma once

#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace gauze::linkage {

// A value that a record shows. Values are 64 bits of HMAC, so equal ones were made of equal parts.
struct KinValue {
    // Keys whose values can be compared have one: that of the key which the others are `same_as`, and the
    // party, where a reference means nothing outside it.
    std::uint32_t domain = 0;
    std::uint64_t value = 0;
    std::uint32_t person = 0;
    std::uint32_t record = 0; // over all parties, by party and row
    project::About about{};
    std::uint32_t key = 0; // of the policy: whose domain it is
    auto what() const { return std::tie(domain, value); }
    auto order() const { return std::tie(domain, value, person, record, about); }
};

// A value that too many persons show: an institution's address, a default in place of a guardian.
struct Crowd {
    std::string key;
    std::uint64_t values = 0;  // left out
    std::uint64_t persons = 0; // who show them; one that shows two counts twice
    std::uint32_t most = 0;    // persons that a value may have
};
std::string in_words(const Crowd& crowd);

// Whether the policy has keys about one of these.
bool speaks_of(const project::Policy& policy, std::initializer_list<project::About> abouts);

// All values that the records of these persons show in keys about these matters, in order. Every record is
// one person's. Costs 32 bytes and a sort for each value.
std::vector<KinValue> kin_values(std::span<const Person> persons, const Parties& parties,
                                 const project::Policy& policy, std::initializer_list<project::About> abouts);

// Takes the values out that more than `most` persons show, and says which. `values` are in order.
std::vector<Crowd> leave_out_crowds(std::vector<KinValue>& values, std::uint32_t most,
                                    const project::Policy& policy);

// Calls `visit` with each run of values that are equal. `values` are in order.
template <class Visit>
void each_equal(std::span<const KinValue> values, Visit visit)
{
    for (std::size_t from = 0; from < values.size();) {
        std::size_t to = from + 1;
        while (to < values.size() && values[to].what() == values[from].what()) ++to;
        visit(values.subspan(from, to - from));
        from = to;
    }
}

// Sets that grow together (union-find, the smaller number is the root, so that roots depend on nothing but
// what was joined).
class JoinedSets {
public:
    explicit JoinedSets(std::size_t size);
    std::uint32_t root(std::uint32_t one);
    void join(std::uint32_t a, std::uint32_t b);

private:
    std::vector<std::uint32_t> parent_;
};

} // namespace gauze::linkage
