# The wall, as the build sees it (lock 2 of docs/threat-model.md). When every target is known, this walks whatever a
# program links, directly or far below, and stops the configuration where the table at the end says "never".
#
# It errs on the side of refusing: generator expressions are searched for targets, not evaluated, so what *may* be
# linked in some configuration counts as linked. What no link line shows (a source that includes another's .cpp)
# is found by lock 3 in the finished program. tests/boundary/planted_link feeds it one leak of every kind.

# The targets that the entries of a property bring in: by name, by alias, from under a generator expression, as an
# archive or object file of theirs, or as -lNAME.
function(gauze_targets_named_in entries into)
  string(REPLACE "::" "@@" words "${entries}") # the colons of an alias are no separators
  string(REGEX REPLACE "[$<>:, ]+" ";" words "${words}")
  string(REPLACE "@@" "::" words "${words}")
  set(found "")
  foreach(word IN LISTS words)
    if(word MATCHES "^-l(.+)$")
      set(word ${CMAKE_MATCH_1})
    elseif(word MATCHES "lib([^/]+)\\.(a|so)$")
      set(word ${CMAKE_MATCH_1})
    elseif(word MATCHES "CMakeFiles/([^/]+)\\.dir/")
      set(word ${CMAKE_MATCH_1})
    endif()
    if(TARGET "${word}")
      get_target_property(original ${word} ALIASED_TARGET)
      if(original)
        set(word ${original})
      endif()
      list(APPEND found ${word})
    endif()
  endforeach()
  set(${into} "${found}" PARENT_SCOPE)
endfunction()

# Everything that is written into one property of a target; nothing if it is unset.
function(gauze_property target property into)
  get_target_property(value ${target} ${property})
  if(NOT value) # unset properties read as ...-NOTFOUND, and one of those in a list makes the whole list false
    set(value "")
  endif()
  set(${into} "${value}" PARENT_SCOPE)
endfunction()

# The source files of a target, as absolute paths.
function(gauze_sources_of target into)
  gauze_property(${target} SOURCES sources)
  list(FILTER sources EXCLUDE REGEX "\\$<")
  get_target_property(folder ${target} SOURCE_DIR)
  list(TRANSFORM sources PREPEND "${folder}/" REGEX "^[^/]")
  set(files "")
  foreach(source IN LISTS sources)
    cmake_path(NORMAL_PATH source)
    list(APPEND files ${source})
  endforeach()
  set(${into} "${files}" PARENT_SCOPE)
endfunction()

# Stops the configuration, with the way the leak took.
function(gauze_refuse_link program forbidden way)
  message(FATAL_ERROR "${program} must never hold ${forbidden}, but reaches it: ${way}. "
                      "See docs/threat-model.md, 'What each program may hold'.")
endfunction()

# gauze_forbid_link(program forbidden...): stops the configuration if `program` links one of the others, however far
# down, or compiles their sources itself. Targets that do not exist in this build are passed over.
function(gauze_forbid_link program)
  if(NOT TARGET ${program})
    return()
  endif()
  set(forbidden "")
  foreach(target IN LISTS ARGN)
    if(TARGET ${target})
      list(APPEND forbidden ${target})
      gauze_sources_of(${target} sources_of_${target})
    endif()
  endforeach()

  set(open ${program})
  set(seen ${program})
  set(way_to_${program} ${program})
  list(LENGTH open left)
  while(left GREATER 0)
    list(POP_FRONT open target)
    gauze_sources_of(${target} own_sources)
    foreach(other IN LISTS forbidden)
      foreach(source IN LISTS sources_of_${other})
        if(source IN_LIST own_sources)
          gauze_refuse_link(${program} ${other} "${way_to_${target}} -> ${source}, a source of ${other}")
        endif()
      endforeach()
    endforeach()
    foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES INTERFACE_LINK_LIBRARIES_DIRECT LINK_OPTIONS
                     INTERFACE_LINK_OPTIONS SOURCES INTERFACE_SOURCES)
      gauze_property(${target} ${property} entries)
      gauze_targets_named_in("${entries}" next)
      foreach(used IN LISTS next)
        if(used IN_LIST forbidden)
          gauze_refuse_link(${program} ${used} "${way_to_${target}} -> ${used}")
        elseif(NOT used IN_LIST seen)
          list(APPEND seen ${used})
          list(APPEND open ${used})
          set(way_to_${used} "${way_to_${target}} -> ${used}")
        endif()
      endforeach()
    endforeach()
    list(LENGTH open left)
  endwhile()
endfunction()

# The table of docs/threat-model.md.
function(gauze_check_the_wall)
  gauze_forbid_link(gauze
    gauze_bloom gauze_keyed gauze_blocking gauze_custodian gauze_linkage gauze_research gauze_link_map gauze_synth)
  gauze_forbid_link(gauze-custodian
    gauze_linkage gauze_link_map gauze_research gauze_blocking)
  foreach(linkage_program gauze-linkage gauze-linkage-mpi)
    gauze_forbid_link(${linkage_program}
      gauze_custodian gauze_keyed gauze_research gauze_synth)
  endforeach()
  gauze_forbid_link(gauze-research
    gauze_bloom gauze_keyed gauze_custodian gauze_linkage gauze_blocking gauze_synth)
endfunction()

# Deferred: a link that someone adds later in the root file, or defers himself before this line, is seen as well.
cmake_language(DEFER CALL gauze_check_the_wall)
