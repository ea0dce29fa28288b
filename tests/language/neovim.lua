-- Run by neovim.test.ts: opens a file of a guide, waits for a finding, applies its quick fix and saves the file.
local root, file, node, program = unpack(vim.split(vim.env.IG_TEST, '\n'))

local function fail(message)
  io.stderr:write(message .. '\n')
  vim.cmd('cquit 1')
end

local ok, reason = pcall(function()
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  vim.bo.filetype = 'fsh'
  local client = vim.lsp.start_client({ name = 'ig', cmd = { node, program, 'lsp', '--offline' }, root_dir = root })
  if client == nil then error('The server was not started.') end
  vim.lsp.buf_attach_client(0, client)

  local found
  local isThere = vim.wait(100000, function()
    for _, each in ipairs(vim.diagnostic.get(0)) do
      if each.message:find('nmae', 1, true) then found = each end
    end
    return found ~= nil
  end, 100)
  if not isThere then error('No diagnostic came.') end
  print(found.message)

  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 20000)
  for _, answer in pairs(answers or {}) do
    for _, action in ipairs(answer.result or {}) do
      if action.title == 'Replace with name' then
        vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
        vim.cmd('write')
        vim.lsp.stop_client(client)
        vim.wait(10000, function() return vim.lsp.client_is_stopped(client) end, 50)
        vim.cmd('qall!')
      end
    end
  end
  error('There is no such quick fix.')
end)
if not ok then fail(tostring(reason)) end
