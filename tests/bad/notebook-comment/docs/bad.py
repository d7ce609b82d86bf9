# %% [markdown]
# # A notebook

# %%
sales = None  # 40 shops
