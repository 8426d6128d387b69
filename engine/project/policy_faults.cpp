#include "engine/project/policy_faults.hpp"

#include "engine/project/refusal.hpp"

#include <fmt/format.h>

namespace gauze::project {

void Faults::add(std::string_view code, const std::string& place, const std::string& what, std::string hint)
{
    all_.push_back({std::string(code), fmt::format("{}: {}", place, what), std::move(hint)});
}

void Faults::during(const std::function<void()>& part)
{
    try {
        part();
    } catch (const Error& fault) {
        if (fault.code() != Exit::bad_data) throw;
        const std::string_view what = fault.what();
        const std::string_view code = code_of(what);
        all_.push_back({std::string(code), std::string(code.empty() ? what : what.substr(code.size() + 2)),
                        fault.hint()});
    }
}

void Faults::raise() const
{
    if (all_.empty()) return;
    const Fault& first = all_.front();
    std::string hint = first.hint;
    if (all_.size() > 1)
        hint += fmt::format("{}{} more: gauze policy check lists all", hint.empty() ? "" : "; and ",
                            all_.size() - 1);
    if (first.code.empty()) throw Error(Exit::bad_data, first.what, hint);
    refuse_with(first.code, first.what, hint, Exit::bad_data);
}

} // namespace gauze::project
