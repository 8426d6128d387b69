// One verb while its command line is read: what CommandLine needs of it. For command_line.cpp and verb.cpp
// alone.
#pragma once

#include "engine/project/command_line.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

using Words = std::vector<std::string>;

Error usage(const std::string& what, std::string hint = {});
bool asks_for_help(const std::string& word);

struct Verb::State {
    State(std::string_view name, std::string_view summary);
    ~State();

    std::string name, summary;
    Common* common = nullptr;
    std::function<Exit()> action;

    // The help of the verb, as `speaker` ("gauze link") gives it.
    std::string help(const std::string& speaker);
    // Fills what the options refer to. Throws Error(usage).
    void read(Words words);

    struct Line; // options and arguments
    std::unique_ptr<Line> line;
};

} // namespace gauze::project
