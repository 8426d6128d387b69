// What is wrong with the governed part of a policy. The organisations that sign it are told everything at
// once (`gauze policy check`); every other verb stops at the first.
#pragma once

#include "bloom/base/error.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

struct Fault {
    std::string code; // "" of what has none: a missing key, a value of another type
    std::string what; // with its place in front
    std::string hint;
};

class Faults {
public:
    void add(std::string_view code, const std::string& place, const std::string& what, std::string hint = {});
    // Runs a part of the reader; what it throws as Error(bad_data) is kept, and the next part still runs.
    void during(const std::function<void()>& part);
    const std::vector<Fault>& all() const noexcept { return all_; }
    // Throws the first as Error(bad_data), and says how many more there are.
    void raise() const;

private:
    std::vector<Fault> all_;
};

struct Policy;
// Reads a policy and goes on after what is wrong with its governed part, as far as that makes sense: with
// faults the policy is not whole and only they are of use. Throws as parse_policy does for the rest.
Policy read_policy_with_faults(std::string_view toml, std::string_view source, Faults& faults);

} // namespace gauze::project
