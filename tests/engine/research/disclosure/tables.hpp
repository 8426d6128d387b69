// Small tables for tests, made of lists of numbers.
#pragma once

#include "engine/research/disclosure/table.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace gauze::research::disclosure {

inline Axis axis(const std::string& variable, std::size_t categories)
{
    Axis axis{variable, {}};
    for (std::size_t c = 0; c < categories; ++c) axis.values.push_back(fmt::format("{}{}", variable, c));
    return axis;
}

inline CountTable table(std::string name, std::vector<Axis> axes, std::vector<std::uint64_t> counts)
{
    return {{std::move(name), "person", {}, std::move(axes)}, std::move(counts)};
}

inline std::vector<std::string> texts(const Protected& result)
{
    std::vector<std::string> texts;
    for (const ShownCell& cell : result.cells) texts.push_back(cell.text);
    return texts;
}

// The code of the refusal that `action` throws, or "".
template <class Action>
std::string refusal(Action action);

} // namespace gauze::research::disclosure

#include "engine/project/refusal.hpp"

template <class Action>
std::string gauze::research::disclosure::refusal(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        return std::string(project::code_of(error.what()));
    }
    return {};
}
